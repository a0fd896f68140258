package dev.stitch.mail.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlLinksTest {

  @Test
  void onlyAddressesChangeAndAllElseStaysCharacterByCharacter() {
    String html =
        "<!DOCTYPE html>\r\n<P>Hi &amp; <A class=x HREF='https://a.example/?p=1&amp;q=2'>ü</A>\r\n"
            + "<a href=https://b.example/x>b</a><a name=z>z</a> <br/><!--[if mso]><a href=\"https://no.example\"><![endif]-->"
            + "<map><area href=\" https://c.example \"></map>";

    assertThat(HtmlLinks.in(html))
        .containsExactly("https://a.example/?p=1&q=2", "https://b.example/x", "https://c.example");
    assertThat(HtmlLinks.replaced(html, url -> url.contains("b.example") ? url : "https://t/1"))
        .isEqualTo(
            html.replace("https://a.example/?p=1&amp;q=2", "https://t/1")
                .replace(" https://c.example ", "https://t/1"));
    assertThat(HtmlLinks.replaced(html, url -> url)).isEqualTo(html);
  }

  @Test
  void markupThatAParserMendsIsOneLinkForEachPlaceInTheSource() {
    String html =
        "<table><a href=\"https://a.example\"><tr><td>x<p>y</table></a><b><a href=\"https://b.example\">";

    assertThat(HtmlLinks.in(html)).containsExactly("https://a.example", "https://b.example");
    assertThat(HtmlLinks.replaced(html, url -> "https://t"))
        .isEqualTo(
            html.replace("https://a.example", "https://t")
                .replace("https://b.example", "https://t"));
  }

  @Test
  void addressesOfATextEndWhereItsSentencesDo() {
    assertThat(
            TextLinks.in(
                "See https://a.example/x, (https://b.example/y) or https://c.example/z_(1). <http://d.example>"))
        .containsExactly(
            "https://a.example/x",
            "https://b.example/y",
            "https://c.example/z_(1)",
            "http://d.example");
  }

  @Test
  void veryMuchPunctuationIsReadInOneGo() {
    String address = "http://a" + ".".repeat(500_000) + "x";

    assertThat(TextLinks.in(address + "...")).containsExactly(address);
    assertThat(TextLinks.in("http://...")).containsExactly("http://");
  }
}
