package dev.stitch.activities.http;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Decides which addresses may be called: those of the public internet, and what an operator opens.
 * A host is resolved once and the connection goes to an address that was judged, so that a name
 * cannot point elsewhere between the two.
 */
@Singleton
public class OutboundGuard {

  /** Finds the addresses of a host name or of an address in any spelling. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final AllowList allowed;
  private final Resolver resolver;

  @Inject
  public OutboundGuard(@Value("${stitch.outbound.allow:}") String allowed) {
    this(AllowList.parse(allowed), InetAddress::getAllByName);
  }

  OutboundGuard(AllowList allowed, Resolver resolver) {
    this.allowed = allowed;
    this.resolver = resolver;
  }

  /**
   * The addresses of a host, all of which may be connected to.
   *
   * @throws ForbiddenAddressException when one of them may not
   */
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    if (Ipv4Spelling.ambiguous(host)) {
      throw new ForbiddenAddressException(host);
    }
    List<InetAddress> addresses = List.of(resolver.resolve(host));
    for (InetAddress address : addresses) {
      check(host, address);
    }
    return addresses;
  }

  /**
   * @throws ForbiddenAddressException when the address may not be connected to
   */
  void check(String host, InetAddress address) throws ForbiddenAddressException {
    if (!PublicAddresses.contains(address) && !allowed.allows(host, address)) {
      throw new ForbiddenAddressException(host);
    }
  }
}
