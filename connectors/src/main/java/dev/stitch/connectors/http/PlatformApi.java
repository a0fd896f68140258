package dev.stitch.connectors.http;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** A platform's API as one connection asks it. */
public final class PlatformApi {

  private static final int UNAUTHORIZED = 401;

  private final PlatformHttp http;
  private final String base;
  private final Grant grant;

  /**
   * @param base the API's address; a slash at its end does not matter
   */
  public PlatformApi(PlatformHttp http, URI base, Grant grant) {
    this.http = http;
    this.base = base.toString().replaceAll("/+$", "");
    this.grant = grant;
  }

  /** A refusal as the platform of this API words it. */
  @FunctionalInterface
  public interface Refusals {
    PlatformFailure of(PlatformAnswer answer, Redaction hiding);
  }

  /** Reads; the answer is one of success. */
  public PlatformAnswer get(String path, Query query, Refusals refusals)
      throws PlatformException, InterruptedException {
    return ask("GET", path + query, BodyPublishers.noBody(), refusals);
  }

  /** Sends JSON; the answer is one of success. */
  public PlatformAnswer post(String path, String json, Refusals refusals)
      throws PlatformException, InterruptedException {
    return ask("POST", path, BodyPublishers.ofString(json), refusals);
  }

  /** Takes something back; the answer is one of success. */
  public PlatformAnswer delete(String path, Refusals refusals)
      throws PlatformException, InterruptedException {
    return ask("DELETE", path, BodyPublishers.noBody(), refusals);
  }

  /** A 401 has done nothing, so that any request may be made again, once, with a newer token. */
  private PlatformAnswer ask(String method, String target, BodyPublisher body, Refusals refusals)
      throws PlatformException, InterruptedException {
    String token = grant.token();
    PlatformAnswer answer = http.exchange(request(method, target, body, token));
    if (answer.status() == UNAUTHORIZED) {
      token = grant.insteadOf(token);
      answer = http.exchange(request(method, target, body, token));
    }
    if (answer.ok()) {
      return answer;
    }
    PlatformFailure refusal =
        answer.status() == UNAUTHORIZED
            ? new PlatformFailure.NeedsReconnect(
                "The platform does not take the access token, even a new one.")
            : refusals.of(answer, new Redaction(token));
    switch (refusal) {
      case PlatformFailure.NeedsReconnect dead -> grant.remember(token, dead);
      case PlatformFailure.NotPermitted act -> grant.remember(token, act);
      case PlatformFailure.RateLimited later -> {}
      case PlatformFailure.PaymentRequired unpaid -> {}
      case PlatformFailure.Transient later -> {}
      case PlatformFailure.Rejected wrong -> {}
    }
    throw new PlatformException(refusal);
  }

  private HttpRequest request(String method, String target, BodyPublisher body, String token) {
    return HttpRequest.newBuilder(URI.create(base + target))
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .header("Content-Type", "application/json")
        .header("User-Agent", "stitch")
        .method(method, body)
        .build();
  }
}
