package dev.stitch.activities.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operator opens besides the public internet: {@code STITCH_OUTBOUND_ALLOW}, hosts and
 * ranges separated by commas, e.g. {@code crm.internal,10.1.0.0/16}.
 */
record AllowList(Set<String> hosts, List<Cidr> ranges) {

  AllowList {
    hosts = Set.copyOf(hosts);
    ranges = List.copyOf(ranges);
  }

  /**
   * @throws IllegalArgumentException when an entry with a slash is no range
   */
  static AllowList parse(String text) {
    List<String> entries =
        Stream.of(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    return new AllowList(
        entries.stream()
            .filter(entry -> !isRange(entry))
            .map(entry -> entry.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()),
        entries.stream().filter(AllowList::isRange).map(AllowList::range).toList());
  }

  boolean allows(String host, InetAddress address) {
    return hosts.contains(host.toLowerCase(Locale.ROOT))
        || ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** An address alone is a range of one. */
  private static boolean isRange(String entry) {
    return entry.contains("/") || entry.contains(":") || entry.matches("[\\d.]+");
  }

  private static Cidr range(String entry) {
    try {
      return Cidr.parse(entry);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "STITCH_OUTBOUND_ALLOW: \"" + entry + "\" is no range of addresses", e);
    }
  }
}
