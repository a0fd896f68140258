package dev.stitch.api.sync;

import dev.stitch.api.run.RunAccepted;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says in the API's description how a route answers that starts a sync, and may wait for it. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@ApiResponse(
    responseCode = "200",
    description = "The run has ended while the client waited",
    content =
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = SyncEnded.class)))
@ApiResponse(
    responseCode = "202",
    description = "The run goes on",
    content =
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = RunAccepted.class)))
@interface AnswersWithRun {}
