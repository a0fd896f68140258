package dev.stitch.mail.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void linksShowTheirAddressUnlessTheirWordsDo() {
    assertThat(
            PlainText.of(
                """
                <p>Read <a href="https://stitch.example/guide?a=1&amp;b=2">the guide</a>, or see
                <a href="https://stitch.example/">stitch.example</a>. Write to
                <a href="mailto:ada@stitch.example?subject=Hi">Ada</a>.
                <a href="https://stitch.example/logo"><img src="x.png" alt="Logo"></a>
                <a href="https://stitch.example/bare"><img src="x.png"></a></p>"""))
        .isEqualTo(
            "Read the guide (https://stitch.example/guide?a=1&b=2), or see stitch.example. Write to"
                + " Ada (ada@stitch.example). Logo (https://stitch.example/logo)"
                + " https://stitch.example/bare");
  }

  @Test
  void linksInLinksAreReadOnceAndNotTwiceEach() {
    String nested = "<a href=https://stitch.example/x><object>".repeat(45) + "words";

    assertThat(PlainText.of(nested)).isEqualTo("words (https://stitch.example/x)");
  }

  @Test
  void veryMuchWhiteSpaceIsReadInOneGo() {
    assertThat(PlainText.of("<pre>a" + " ".repeat(500_000) + "b</pre>")).endsWith(" b");
  }

  @Test
  void headingsListsAndParagraphsKeepTheirShape() {
    assertThat(
            PlainText.of(
                """
                <html><head><title>No</title><style>p{}</style></head><body>
                <h1>Spring news</h1><p>Dear&nbsp;Ada,<br>hello.</p>
                <ul><li>One</li><li>Two<ol start="3"><li>a</li><li>b</li></ol></li></ul>
                <h2>More</h2><blockquote><p>Said</p><p>Twice</p></blockquote><hr><div>End</div>
                <div style="display: none">Hidden</div></body></html>"""))
        .isEqualTo(
            """
            Spring news
            ===========

            Dear Ada,
            hello.

            - One
            - Two
              3. a
              4. b

            More
            ----

            > Said
            >
            > Twice

            ----------------------------------------

            End""");
  }

  @Test
  void tablesOfDataAreRowsAndTablesOfLayoutAreParagraphs() {
    assertThat(
            PlainText.of(
                """
                <table><tr><th>Plan</th><th>Price</th></tr><tr><td>Small</td><td>5</td></tr></table>
                <table><tr><td><p>Left</p><p>more</p></td><td><p>Right</p></td></tr></table>"""))
        .isEqualTo("Plan | Price\nSmall | 5\nLeft\n\nmore\nRight");
  }

  @Test
  void whatIsPreformattedKeepsItsSpaces() {
    assertThat(PlainText.of("<p>Run</p><pre>  a\n    b</pre>")).isEqualTo("Run\n\n  a\n    b");
  }

  @Test
  void hostileNestingNeitherOverflowsNorMultiplies() {
    String deep = "<blockquote><ul><li>".repeat(20_000) + "x";

    assertThat(PlainText.of(deep)).hasSizeLessThan(200).contains("x");
    assertThat(PlainText.of("<p")).isEmpty();
    assertThat(PlainText.of("")).isEmpty();
  }
}
