package dev.stitch.api.security;

import dev.stitch.store.access.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least role that a route is for. Every route carries this, {@link Open} or {@link
 * RequiresInboundSecret}; one that carries none is closed to everybody.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresRole {
  Role value();
}
