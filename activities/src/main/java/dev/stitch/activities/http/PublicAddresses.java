package dev.stitch.activities.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses of the public internet from all others. Source: IANA's registries of special
 * purpose addresses for IPv4 and IPv6.
 */
final class PublicAddresses {

  private static final List<Cidr> NOT_PUBLIC_V4 =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8",
          "100.64.0.0/10", // carrier-grade NAT, and a cloud's metadata
          "127.0.0.0/8",
          "168.63.129.16/32", // a cloud's metadata at a public address
          "169.254.0.0/16", // link-local, and most clouds' metadata
          "172.16.0.0/12",
          "192.0.0.0/24", // protocol assignments, and a cloud's metadata
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16",
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  /** All that is assigned for the internet; loopback, local and mapped addresses are outside. */
  private static final Cidr GLOBAL_V6 = Cidr.parse("2000::/3");

  private static final List<Cidr> NOT_PUBLIC_V6 =
      ranges(
          "2001::/23", // protocol assignments, among them Teredo, which hides an IPv4 address
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4, which hides an IPv4 address
          "3fff::/20"); // documentation

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC_V4.stream().noneMatch(range -> range.contains(address));
    }
    return GLOBAL_V6.contains(address)
        && NOT_PUBLIC_V6.stream().noneMatch(range -> range.contains(address));
  }

  private static List<Cidr> ranges(String... texts) {
    return Stream.of(texts).map(Cidr::parse).toList();
  }
}
