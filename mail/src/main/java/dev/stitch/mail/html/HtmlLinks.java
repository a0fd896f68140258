package dev.stitch.mail.html;

import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;

/**
 * The links of HTML, and the same HTML with other addresses in them. All but the addresses stays
 * character by character: mail programs have quirks, and templates are written around them.
 */
public final class HtmlLinks {

  private HtmlLinks() {}

  /**
   * @param url as the reader's program takes it, without white space around it
   * @param start where its spelling begins in the HTML
   */
  private record Link(String url, int start, int end) {}

  /**
   * The addresses that links lead to, in the order of the HTML, each as often as it stands there.
   */
  public static List<String> in(String html) {
    return links(html).stream().map(Link::url).toList();
  }

  /**
   * The HTML with the addresses of its links replaced.
   *
   * @param replacement of an address, or the same again; escaped when it is put in
   */
  public static String replaced(String html, UnaryOperator<String> replacement) {
    StringBuilder replaced = new StringBuilder(html.length());
    int done = 0;
    for (Link link : links(html)) {
      String url = replacement.apply(link.url());
      if (!url.equals(link.url())) {
        replaced.append(html, done, link.start()).append(escaped(url));
        done = link.end();
      }
    }
    return replaced.append(html, done, html.length()).toString();
  }

  private static List<Link> links(String html) {
    // Broken markup makes the parser copy elements: one place in the source is one link.
    TreeMap<Integer, Link> links = new TreeMap<>();
    for (Element element :
        Jsoup.parse(html, "", Parser.htmlParser().setTrackPosition(true))
            .select("a[href], area[href]")) {
      Attribute href = element.attribute("href");
      Range range = href.sourceRange().valueRange();
      if (range.isTracked()) {
        int start = range.startPos();
        int end = range.endPos();
        if (spells(html, start, end, href.getValue())) {
          links.putIfAbsent(start, new Link(href.getValue().strip(), start, end));
        }
      }
    }
    return List.copyOf(links.values());
  }

  /** Whether the value really stands there: what the parser has mended stays as it is. */
  private static boolean spells(String html, int start, int end, String value) {
    return start >= 0
        && start <= end
        && end <= html.length()
        && Parser.unescapeEntities(html.substring(start, end), true).equals(value);
  }

  private static String escaped(String url) {
    return url.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
