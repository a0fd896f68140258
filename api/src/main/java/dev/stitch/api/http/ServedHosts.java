package dev.stitch.api.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Which names a client may call this server by. On loopback there is no login, so a web page that a
 * person visits must not reach it: neither by a name that its owner points here (DNS rebinding) nor
 * by a request that a browser sends from another site.
 */
@Singleton
public class ServedHosts {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final boolean loopback;

  ServedHosts(@Value("${micronaut.server.host:127.0.0.1}") String bind) {
    this.loopback = isLoopback(bind);
  }

  /** Whether an address can be reached from this machine only. */
  static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether a request with this {@code Host} header, which may have a port, is served. */
  boolean servesHost(@Nullable String host) {
    return !loopback || host == null || LOOPBACK.contains(withoutPort(host));
  }

  /** Whether a request that a page of this origin sent is served. */
  boolean servesOrigin(@Nullable String origin) {
    if (!loopback || origin == null) {
      return true;
    }
    try {
      String host = URI.create(origin).getHost();
      return host != null && LOOPBACK.contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Whether these are two names of this machine: both lead here, and a browser sends the cookies of
   * the one not to the other. Other names cannot be compared, since a proxy may have put its own in
   * the place of the one that the browser knows.
   *
   * @param host a {@code Host} header, which may have a port
   * @param name a name without a port
   */
  public static boolean differOnLoopback(@Nullable String host, @Nullable String name) {
    return host != null
        && name != null
        && LOOPBACK.contains(name)
        && LOOPBACK.contains(withoutPort(host))
        && !withoutPort(host).equals(name);
  }

  private static String withoutPort(String host) {
    int end = host.lastIndexOf(':');
    return end > host.lastIndexOf(']') ? host.substring(0, end) : host;
  }
}
