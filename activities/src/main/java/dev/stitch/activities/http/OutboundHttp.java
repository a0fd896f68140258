package dev.stitch.activities.http;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Makes calls to where the guard allows, and to nowhere else: it follows redirects itself, so that
 * each goes through the guard, and repeats nothing by itself.
 */
@Singleton
public class OutboundHttp {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_REDIRECTS = 5;

  /** What OkHttp takes for an address, and so never asks its name service about. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*|[\\d.]+");

  /** Runs before the first byte of a request, on the calling thread. */
  private record BeforeFirstByte(Runnable hook) {}

  private final OutboundGuard guard;
  private final OkHttpClient client;
  private final OkHttpClient freshConnections;

  public OutboundHttp(OutboundGuard guard) {
    this.guard = guard;
    this.client =
        new OkHttpClient.Builder()
            .dns(guard::resolve)
            // A proxy would resolve names by itself, past the guard.
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(CONNECT_TIMEOUT)
            // The call's own limit bounds these.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .addNetworkInterceptor(this::beforeFirstByte)
            .build();
    this.freshConnections =
        client.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
  }

  /** Makes a call that may be repeated when it fails. */
  HttpAnswer exchange(HttpCall call) throws IOException {
    return exchange(client, call, () -> {});
  }

  /**
   * Makes a call that must not be repeated. It never goes over a connection that was used before,
   * because one that the other side is just closing would leave it unclear whether the call
   * arrived.
   *
   * @param beforeFirstByte runs when the connection stands, once; what it throws ends the call
   */
  HttpAnswer exchangeOnce(HttpCall call, Runnable beforeFirstByte) throws IOException {
    return exchange(freshConnections, call, beforeFirstByte);
  }

  private HttpAnswer exchange(OkHttpClient through, HttpCall call, Runnable hook)
      throws IOException {
    long deadline = System.nanoTime() + call.limit().toNanos();
    Request request = request(call, new BeforeFirstByte(hook));
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      checkAddress(request.url());
      Call attempt = through.newCall(request);
      attempt.timeout().timeout(remaining(deadline), TimeUnit.NANOSECONDS);
      try (Response response = attempt.execute()) {
        Optional<Request> next = Redirects.next(request, response);
        if (next.isEmpty()) {
          return AnswerReader.read(response);
        }
        request = next.get();
      }
    }
    throw new RedirectException("More than " + MAX_REDIRECTS + " redirects.");
  }

  private static Request request(HttpCall call, BeforeFirstByte hook) {
    RequestBody body = call.body() == null ? null : new OneShotBody(call.body());
    return new Request.Builder()
        .url(call.url())
        .headers(call.headers())
        .method(call.method(), body)
        .tag(BeforeFirstByte.class, hook)
        .build();
  }

  private static long remaining(long deadline) throws InterruptedIOException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw new InterruptedIOException("timeout");
    }
    return left;
  }

  /** Names are judged when they are resolved; an address written out is not resolved. */
  private void checkAddress(HttpUrl url) throws IOException {
    if (ADDRESS.matcher(url.host()).matches()) {
      guard.resolve(url.host());
    }
  }

  /** Judges the very connection that the bytes would go to, whatever chose it. */
  private Response beforeFirstByte(Interceptor.Chain chain) throws IOException {
    Connection connection = chain.connection();
    InetAddress address = connection.route().socketAddress().getAddress();
    guard.check(chain.request().url().host(), address);
    chain.request().tag(BeforeFirstByte.class).hook().run();
    return chain.proceed(chain.request());
  }
}
