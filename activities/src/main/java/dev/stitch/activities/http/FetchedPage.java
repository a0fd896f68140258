package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a reader sees of a page.
 *
 * @param url where it came from, redirects followed: its links are relative to it
 */
public record FetchedPage(String html, String url) {

  /** Elements whose content no reader sees. */
  private static final String HIDDEN = "script, style, noscript, template";

  private static final int MAX_LINKS = 500;
  private static final int MAX_METADATA = 100;
  private static final int MAX_VALUE = 2_000;

  /** Characters of text below which a page that has scripts is taken for one that they fill. */
  private static final int SPARSE = 200;

  /** Whether its text seems to be made by its scripts, so that only a browser shows it. */
  public boolean filledByScripts() {
    Document page = Jsoup.parse(html, url);
    boolean scripts = page.selectFirst("script") != null;
    page.select(HIDDEN).remove();
    return scripts && page.body().text().length() < SPARSE;
  }

  /**
   * {@code url}, {@code title}, {@code text}, {@code truncated}, {@code links}, {@code metadata}.
   *
   * @param maxChars longest text kept
   */
  public ObjectNode toJson(int maxChars) {
    Document page = Jsoup.parse(html, url);
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("url", url);
    json.put("title", page.title());
    ObjectNode metadata = metadata(page);
    ArrayNode links = links(page);
    page.select(HIDDEN).remove();
    String text = page.body().text();
    json.put("text", shortened(text, maxChars));
    json.put("truncated", text.length() > maxChars);
    json.set("links", links);
    json.set("metadata", metadata);
    return json;
  }

  /** Each address once, with the first words that lead to it. */
  private static ArrayNode links(Document page) {
    ArrayNode links = JsonNodeFactory.instance.arrayNode();
    Set<String> seen = new HashSet<>();
    for (Element link : page.select("a[href]")) {
      String address = link.absUrl("href");
      if (address.startsWith("http") && links.size() < MAX_LINKS && seen.add(address)) {
        links.addObject().put("url", address).put("text", shortened(link.text(), MAX_VALUE));
      }
    }
    return links;
  }

  private static ObjectNode metadata(Document page) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    for (Element meta : page.select("meta[content]")) {
      String name = meta.hasAttr("name") ? meta.attr("name") : meta.attr("property");
      if (!name.isBlank() && !metadata.has(name) && metadata.size() < MAX_METADATA) {
        metadata.put(name, shortened(meta.attr("content"), MAX_VALUE));
      }
    }
    Element canonical = page.selectFirst("link[rel=canonical][href]");
    if (canonical != null) {
      metadata.put("canonical", canonical.absUrl("href"));
    }
    Element root = page.selectFirst("html[lang]");
    if (root != null) {
      metadata.put("lang", root.attr("lang"));
    }
    return metadata;
  }

  private static String shortened(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }
}
