package dev.stitch.api.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that mail providers call. They cannot sign what they send, but put a password into the
 * address they call: {@code https://stitch:SECRET@host/…}, with {@code STITCH_INBOUND_SECRET}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresInboundSecret {}
