package dev.stitch.mail.html;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The links of a mail, each address once. */
public final class MailLinks {

  private MailLinks() {}

  /** A part of a mail. */
  public enum Part {
    TEXT,
    HTML
  }

  /**
   * An address that the mail leads to.
   *
   * @param parts where it stands
   */
  public record MailLink(String url, List<Part> parts) {
    public MailLink {
      parts = List.copyOf(parts);
    }
  }

  /** Those of the HTML, then those that only the text has. */
  public static List<MailLink> of(@Nullable String text, @Nullable String html) {
    Map<String, Set<Part>> found = new LinkedHashMap<>();
    if (html != null) {
      HtmlLinks.in(html).forEach(url -> note(found, url, Part.HTML));
    }
    if (text != null) {
      TextLinks.in(text).forEach(url -> note(found, url, Part.TEXT));
    }
    List<MailLink> links = new ArrayList<>();
    found.forEach((url, parts) -> links.add(new MailLink(url, List.copyOf(parts))));
    return links;
  }

  private static void note(Map<String, Set<Part>> found, String url, Part part) {
    found.computeIfAbsent(url, fresh -> EnumSet.noneOf(Part.class)).add(part);
  }
}
