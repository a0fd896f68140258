package dev.stitch.activities.http;

import io.micronaut.core.annotation.Nullable;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operator opens besides the public internet: {@code STITCH_OUTBOUND_ALLOW}, hosts and
 * ranges separated by commas, e.g. {@code crm.internal,10.1.0.0/16}.
 */
record AllowList(Set<String> hosts, List<Cidr> ranges) {

  /** A name whose last part is not a number, so that no range in a notation of others is one. */
  private static final Pattern HOST =
      Pattern.compile("(?:[a-z0-9_-]+\\.)*[a-z0-9_-]*[a-z_][a-z0-9_-]*");

  AllowList {
    hosts = Set.copyOf(hosts);
    ranges = List.copyOf(ranges);
  }

  /**
   * @throws IllegalArgumentException when an entry is neither a host nor a range
   */
  static AllowList parse(String text) {
    List<String> entries =
        Stream.of(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    return new AllowList(
        entries.stream()
            .filter(entry -> !isRange(entry))
            .map(AllowList::host)
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

  private static String host(String entry) {
    String host = entry.toLowerCase(Locale.ROOT);
    if (!HOST.matcher(host).matches()) {
      throw wrong(entry, null);
    }
    return host;
  }

  private static Cidr range(String entry) {
    try {
      return Cidr.parse(entry);
    } catch (IllegalArgumentException e) {
      throw wrong(entry, e);
    }
  }

  private static IllegalArgumentException wrong(String entry, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "STITCH_OUTBOUND_ALLOW: \""
            + entry
            + "\" is neither a host nor a range of addresses, as in crm.internal,10.1.0.0/16.",
        cause);
  }
}
