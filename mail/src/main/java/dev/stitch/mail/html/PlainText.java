package dev.stitch.mail.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The plain text that says what HTML says: links with their addresses, lists, headings and tables
 * as people write them in a text.
 */
public final class PlainText {

  private static final String NOT_READ =
      "script, style, head, title, template, noscript, [hidden], [style~=(?i)display:\\s*none]";

  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre");

  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "body",
          "caption",
          "center",
          "dd",
          "details",
          "div",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "header",
          "html",
          "li",
          "main",
          "nav",
          "section",
          "summary",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr");

  /** Deeper trees are read without their structure. */
  private static final int MAX_DEPTH = 100;

  /** Deeper quotes and lists get no more marks, so that nesting cannot multiply the text. */
  private static final int MAX_INDENT = 6;

  private static final int RULE = 40;

  private PlainText() {}

  /** The text, without white space at its ends. */
  public static String of(String html) {
    Document document = Jsoup.parse(html);
    document.select(NOT_READ).remove();
    return inside(document.body(), new Place(0, 0, false)).strip();
  }

  /**
   * @param depth elements around this one
   * @param indent quotes and lists around it
   * @param inLink whether it is a part of a link
   */
  private record Place(int depth, int indent, boolean inLink) {
    Place deeper() {
      return new Place(depth + 1, indent, inLink);
    }

    Place indented() {
      return new Place(depth + 1, indent + 1, inLink);
    }

    Place ofLink() {
      return new Place(depth + 1, indent, true);
    }
  }

  private static String inside(Element element, Place place) {
    Paragraphs out = new Paragraphs();
    children(element, out, place);
    return out.text();
  }

  private static void children(Element parent, Paragraphs out, Place place) {
    if (place.depth() > MAX_DEPTH) {
      out.words(parent.text());
      return;
    }
    for (Node child : parent.childNodes()) {
      if (child instanceof TextNode words) {
        out.words(words.getWholeText());
      } else if (child instanceof Element element) {
        element(element, out, place);
      }
    }
  }

  private static void element(Element element, Paragraphs out, Place place) {
    String name = element.normalName();
    switch (name) {
      case "br" -> out.lineBreak();
      case "hr" -> out.paragraph("-".repeat(RULE));
      case "img" -> out.words(element.attr("alt"));
      case "a", "area" -> link(element, out, place);
      case "h1" -> heading(element, '=', out, place);
      case "h2" -> heading(element, '-', out, place);
      case "ul", "ol" -> list(element, out, place);
      case "pre" -> out.paragraph(element.wholeText().stripTrailing());
      case "blockquote" ->
          out.paragraph(marked(inside(element, place.indented()), "> ", "> ", place));
      case "tr" -> row(element, out, place);
      default -> {
        if (PARAGRAPHS.contains(name)) {
          out.paragraph(inside(element, place.deeper()));
        } else if (BLOCKS.contains(name)) {
          out.block(inside(element, place.deeper()));
        } else {
          children(element, out, place.deeper());
        }
      }
    }
  }

  /**
   * Says where a link leads, unless its words say that already. Its words are read twice, so a link
   * in a link is read as words: nesting would double the work each time.
   */
  private static void link(Element link, Paragraphs out, Place place) {
    if (place.inLink()) {
      children(link, out, place.deeper());
      return;
    }
    String target = link.attr("href").strip();
    String address =
        target.toLowerCase(Locale.ROOT).startsWith("mailto:")
            ? target.substring("mailto:".length()).replaceFirst("\\?.*", "")
            : target;
    String words = inside(link, place.ofLink()).strip();
    if (address.isEmpty() || address.startsWith("#") || sameAddress(words, address)) {
      children(link, out, place.ofLink());
    } else if (words.isEmpty()) {
      out.words(address);
    } else {
      children(link, out, place.ofLink());
      out.words(" (" + address + ")");
    }
  }

  private static boolean sameAddress(String words, String address) {
    return bare(words).equals(bare(address));
  }

  private static String bare(String address) {
    return address.strip().replaceFirst("(?i)^https?://", "").replaceFirst("/$", "");
  }

  private static void heading(Element heading, char line, Paragraphs out, Place place) {
    String words = inside(heading, place.deeper()).strip();
    if (!words.isEmpty()) {
      int longest = words.lines().mapToInt(String::length).max().orElse(0);
      out.paragraph(words + "\n" + String.valueOf(line).repeat(Math.min(longest, RULE)));
    }
  }

  private static void list(Element list, Paragraphs out, Place place) {
    boolean numbered = list.normalName().equals("ol");
    int number = numbered ? start(list) : 0;
    List<String> items = new ArrayList<>();
    for (Element item : list.children()) {
      String mark = numbered ? number + ". " : "- ";
      String text = inside(item, place.indented()).strip();
      if (!text.isEmpty()) {
        items.add(marked(text.replaceAll("\n{2,}", "\n"), mark, " ".repeat(mark.length()), place));
        number++;
      }
    }
    String text = String.join("\n", items);
    if (place.indent() == 0) {
      out.paragraph(text);
    } else {
      out.block(text);
    }
  }

  private static int start(Element list) {
    String start = list.attr("start");
    return start.matches("\\d{1,6}") ? Integer.parseInt(start) : 1;
  }

  /** Cells of one line each stand side by side; mails are laid out by tables whose cells do not. */
  private static void row(Element row, Paragraphs out, Place place) {
    List<String> cells =
        row.children().stream()
            .map(cell -> inside(cell, place.deeper()).strip())
            .filter(cell -> !cell.isEmpty())
            .toList();
    if (cells.stream().noneMatch(cell -> cell.contains("\n"))) {
      out.block(String.join(" | ", cells));
    } else {
      cells.forEach(out::block);
    }
  }

  private static String marked(String text, String first, String rest, Place place) {
    if (place.indent() >= MAX_INDENT) {
      return text;
    }
    return first + text.strip().replace("\n", "\n" + rest);
  }
}
