package dev.stitch.api.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says in the API's description that a route does the work of requests under one key once. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Parameter(
    ref = "#/components/parameters/IdempotencyKey",
    name = "Idempotency-Key",
    in = ParameterIn.HEADER)
public @interface TakesIdempotencyKey {}
