package dev.stitch.mail.mime;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** The readable text of an HTML mail, without what its program marks as quoted. */
final class HtmlText {

  private static final String QUOTED =
      "blockquote, .gmail_quote, .gmail_quote_container, .gmail_attr, .moz-cite-prefix,"
          + " .yahoo_quoted, .protonmail_quote, .tutanota_quote, .zmail_extra";

  /** Where Outlook begins to quote: all that follows is the older mail. */
  private static final String BEGINS_QUOTE =
      "#divRplyFwdMsg, #appendonsend, .OutlookMessageHeader,"
          + " #mail-editor-reference-message-container, div[style*=border-top:solid #E1E1E1],"
          + " div[style*=border-top:solid #B5C4DF]";

  /** Deeper trees are cut: no mail program writes them. */
  private static final int MAX_DEPTH = 200;

  private static final String BLOCKS =
      " p div br li tr h1 h2 h3 h4 h5 h6 ul ol table hr pre section article ";

  private HtmlText() {}

  static String of(String html) {
    Document document = Jsoup.parse(html);
    document.select("script, style, head, title").remove();
    Element outlook = document.selectFirst(BEGINS_QUOTE);
    if (outlook != null) {
      removeFrom(outlook, document.body());
    }
    document.select(QUOTED).remove();
    StringBuilder text = new StringBuilder();
    append(document.body(), text, 0);
    return text.toString().replaceAll("[ \\t]*\\n[ \\t]*", "\n").replaceAll("\\n{3,}", "\n\n");
  }

  private static void removeFrom(Element first, Element body) {
    for (Element each = first; each != null && !each.equals(body); each = each.parent()) {
      Node next = each.nextSibling();
      while (next != null) {
        Node after = next.nextSibling();
        next.remove();
        next = after;
      }
    }
    first.remove();
  }

  private static void append(Node node, StringBuilder text, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    for (Node child : node.childNodes()) {
      if (child instanceof TextNode words) {
        text.append(words.text());
      } else if (child instanceof Element element) {
        boolean block = BLOCKS.contains(" " + element.normalName() + " ");
        boolean begun = !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
        if (block && begun) {
          text.append('\n');
        }
        append(element, text, depth + 1);
        if (element.normalName().equals("p")) {
          text.append("\n\n");
        } else if (block && !element.normalName().equals("br")) {
          text.append('\n');
        }
      }
    }
  }
}
