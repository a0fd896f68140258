package dev.stitch.connectors.linkedin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of profiles, by which people on LinkedIn are told apart. */
public final class LinkedInProfile {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://)?(?:[a-z]{2,3}\\.)?linkedin\\.com/(in|pub)/([^/?#]+(?:/[^?#]*)?)(?:[?#].*)?",
          Pattern.CASE_INSENSITIVE);

  private LinkedInProfile() {}

  /**
   * One spelling for all of an address: lower case, percent-decoded, of the international host,
   * without query or a slash at its end.
   *
   * @return empty for what is no profile's address
   */
  public static Optional<String> normalise(String address) {
    Matcher matcher = ADDRESS.matcher(address.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String kind = matcher.group(1).toLowerCase(Locale.ROOT);
    String slug = decoded(matcher.group(2)).replaceAll("/+$", "");
    // What follows a member's name is a page of the profile; of the old public ones it is a number.
    String path = kind.equals("in") ? slug.replaceAll("/.*", "") : slug;
    return path.isBlank()
        ? Optional.empty()
        : Optional.of(
            "https://www.linkedin.com/%s/%s"
                .formatted(
                    kind,
                    Normalizer.normalize(path.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)));
  }

  private static String decoded(String slug) {
    try {
      return URLDecoder.decode(slug.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return slug;
    }
  }
}
