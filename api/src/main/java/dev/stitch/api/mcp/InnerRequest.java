package dev.stitch.api.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;

/**
 * A request of the API to itself that never was on a wire. It comes from where the request came
 * that it is made for, and says the same of who sends it.
 */
final class InnerRequest extends SimpleHttpRequest<InnerRequest.Body> {

  /** What says who sends a request, and what {@code RequestGate} looks at. */
  private static final List<String> OF_SENDER =
      List.of(HttpHeaders.AUTHORIZATION, "X-CSRF-Token", HttpHeaders.HOST, HttpHeaders.ORIGIN);

  private final InetSocketAddress sender;

  /**
   * A body, as the JSON text that a client would have sent.
   *
   * @param json the text
   */
  record Body(String json) {}

  private InnerRequest(
      HttpMethod method, String path, @Nullable Body body, InetSocketAddress sender) {
    super(method, path, body);
    this.sender = sender;
  }

  static InnerRequest of(
      HttpRequest<?> outer, HttpMethod method, String path, @Nullable ObjectNode body) {
    InnerRequest inner =
        new InnerRequest(
            method,
            path,
            body == null ? null : new Body(body.toString()),
            outer.getRemoteAddress());
    for (String name : OF_SENDER) {
      String value = outer.getHeaders().get(name);
      if (value != null) {
        inner.getHeaders().add(name, value);
      }
    }
    inner.cookies(new HashSet<>(outer.getCookies().getAll()));
    if (body != null) {
      inner.contentType(MediaType.APPLICATION_JSON_TYPE);
    }
    return inner;
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return sender;
  }
}
