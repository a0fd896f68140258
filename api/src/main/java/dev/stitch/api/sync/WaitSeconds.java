package dev.stitch.api.sync;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameter that says how long a client waits for the end of a sync. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
@Parameter(
    description =
        "Seconds to wait for the run's end, at most 30; by default the answer comes at once",
    schema = @Schema(type = "integer", minimum = "0", maximum = "30"))
@interface WaitSeconds {}
