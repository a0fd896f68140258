package dev.stitch.connectors.http;

import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Makes requests of platforms, each once: it repeats nothing by itself and follows no redirect,
 * which would carry a token elsewhere. The addresses are settings of the operator, so they are not
 * judged as those of flows are.
 */
@Singleton
public final class PlatformHttp {

  /** A page of a thousand people with everything about them has some 3 MB. */
  static final int MAX_BODY = 16 << 20;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final Duration patience;

  public PlatformHttp() {
    this(USUAL_PATIENCE);
  }

  /**
   * For tests that do not wait for half a minute.
   *
   * @param patience how long an answer may take, its body included
   */
  public PlatformHttp(Duration patience) {
    this.patience = patience;
  }

  /**
   * The answer to a request, whatever its status.
   *
   * @throws PlatformException {@link PlatformFailure.Transient} when there is none in time, or one
   *     of more than 16 MiB
   */
  public PlatformAnswer exchange(HttpRequest request)
      throws PlatformException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
    try {
      HttpResponse<byte[]> response = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return new PlatformAnswer(response.statusCode(), response.headers(), response.body());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unanswered(request, "did not answer within " + patience.toSeconds() + " s", true);
    } catch (ExecutionException e) {
      throw unanswered(request, "could not be asked: " + told(e.getCause()), arrived(e.getCause()));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    }
  }

  private static PlatformException unanswered(HttpRequest request, String what, boolean arrived) {
    return new PlatformException(
        new PlatformFailure.Transient(request.uri().getHost() + " " + what + ".", arrived));
  }

  /** What failed before a connection stood cannot have arrived. */
  private static boolean arrived(Throwable cause) {
    return !(cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof SSLHandshakeException);
  }

  /** The JDK's messages tell of connections; those of other exceptions may quote what was sent. */
  private static String told(Throwable cause) {
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.getClass().getSimpleName();
  }
}
