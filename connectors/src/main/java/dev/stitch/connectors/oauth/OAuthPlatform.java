package dev.stitch.connectors.oauth;

import dev.stitch.store.connection.Toolkit;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A platform that people let Stitch in at, and the client that the operator has registered there.
 *
 * @param clientVariable the variable that has the client's id, for messages
 * @param authorizeUrl where people say yes
 * @param tokenUrl where codes and refresh tokens are redeemed
 * @param extra parameters of {@code authorizeUrl} that this platform wants besides
 */
public record OAuthPlatform(
    Toolkit toolkit,
    String clientVariable,
    Client client,
    URI authorizeUrl,
    URI tokenUrl,
    List<String> scopes,
    Map<String, String> extra) {

  public OAuthPlatform {
    scopes = List.copyOf(scopes);
    extra = Map.copyOf(extra);
  }

  /**
   * How the platform knows Stitch.
   *
   * @param id empty when the operator has registered none
   * @param secret empty for a public client
   */
  public record Client(String id, String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }

  /** Whether the operator has registered a client. */
  public boolean isSetUp() {
    return !client.id().isEmpty();
  }
}
