package dev.stitch.api.callback;

import dev.stitch.api.security.Open;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;

/** The route by which outside workers answer. */
@Tag(name = "Callbacks")
@Controller("/api/stitch/callback")
class CallbackController {

  private static final String BEARER = "Bearer ";

  private final Callbacks callbacks;

  CallbackController(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  @Post("/{runId}/{nodeId}")
  @Open(because = "outside workers prove themselves by the token that their question carried")
  @Operation(operationId = "answerCallback", summary = "Takes the answer of an outside worker")
  CallbackView answer(
      UUID runId,
      String nodeId,
      @Nullable @Header(HttpHeaders.AUTHORIZATION) String authorization,
      @Nullable @QueryValue String token,
      @Body CallbackBody body) {
    return callbacks.answer(runId, nodeId, tokenOf(authorization, token), body);
  }

  private static @Nullable String tokenOf(@Nullable String authorization, @Nullable String token) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : token;
  }
}
