package dev.stitch.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 17);

  private static final List<String> FILES =
      List.of(
          "reply-wrapped", "reply-html-only", "out-of-office", "bounce", "complaint", "new-sender");

  @Test
  void aReplyKeepsItsSignatureAndLosesItsQuote() {
    InboundMail mail = file("reply-wrapped");

    assertThat(mail.text()).isEqualTo("Yes, Thursday works.\n\n--\nNora");
    assertThat(mail.sender()).isEqualTo("nora.lind@example.com");
    assertThat(mail.subject()).isEqualTo("Re: Fråga");
    assertThat(mail.recipients()).containsExactly("outreach+token@stitch.example");
    assertThat(mail.answers()).containsExactly("<original@test>");
    assertThat(mail.nature()).isEqualTo(new MailNature.Reply());
  }

  @Test
  void aReplyThatIsOnlyHtmlIsReadAsText() {
    InboundMail mail = file("reply-html-only");

    assertThat(mail.text()).isEqualTo("Ja, gern.\n\nJonas");
    assertThat(mail.answers()).startsWith("<original@test>");
  }

  @Test
  void automaticMailIsToldApart() {
    assertThat(file("out-of-office").nature())
        .isEqualTo(new MailNature.OutOfOffice(LocalDate.of(2026, 11, 30)));
    assertThat(file("bounce").nature())
        .isEqualTo(new MailNature.Bounce("gone@example.org", "5.1.1"));
    assertThat(file("bounce").answers()).containsExactly("<original@test>");
    assertThat(file("complaint").nature()).isEqualTo(new MailNature.Complaint("angry@example.org"));
    assertThat(file("complaint").answers()).containsExactly("<original@test>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 16 Nov 2026 at 09:00, Stitch <a@b.example> wrote:",
        "Am Mo., 16. Nov. 2026 um 09:00 Uhr schrieb Stitch <a@b.example>:",
        "Le lun. 16 nov. 2026 à 09:00, Stitch <a@b.example> a écrit :",
        "El lun, 16 nov 2026 a las 9:00, Stitch (<a@b.example>) escribió:",
        "Il giorno lun 16 nov 2026 alle ore 09:00 Stitch <a@b.example> ha scritto:",
        "Em seg., 16 de nov. de 2026 às 09:00, Stitch <a@b.example> escreveu:",
        "Op ma 16 nov 2026 om 09:00 schreef Stitch <a@b.example>:",
        "Den mån 16 nov. 2026 kl 09:00 skrev Stitch <a@b.example>:",
        "ma 16. marrask. 2026 klo 9.00 Stitch (a@b.example) kirjoitti:",
        "W dniu 16.11.2026 o 09:00, Stitch pisze:",
        "пн, 16 нояб. 2026 г. в 09:00, Stitch <a@b.example>:\n> x",
        "16.11.2026 09:00, Stitch пишет:",
        "在 2026年11月16日 09:00，Stitch <a@b.example> 写道：",
        "2026年11月16日(月) 9:00 Stitch <a@b.example>:",
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "________________________________\nFrom: Stitch <a@b.example>",
        "From: Stitch <a@b.example>\nSent: Monday, 16 November 2026 09:00",
        "Von: Stitch <a@b.example>\nGesendet: Montag, 16. November 2026 09:00"
      })
  void quotesAreCutAsMailProgramsIntroduceThem(String introduction) {
    boolean marked = introduction.endsWith("> x");
    String text = "Sure.\n\nPat\n\n" + introduction + (marked ? "" : "\nwould you have time?");

    assertThat(QuotedTail.cut(text)).startsWith("Sure.\n\nPat").doesNotContain("would you", "> x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Thursday, please.|On Mon, 16 Nov 2026 at 09:00, Stitch <a@b.example> wrote:",
        "Am Donnerstag, bitte.|Am Mo., 16. Nov. 2026 um 09:00 Uhr schrieb Stitch <a@b.example>:",
        "Le jeudi, s'il vous plaît.|Le lun. 16 nov. 2026 à 09:00, Stitch <a@b.example> a écrit :",
        "El jueves, por favor.|El lun, 16 nov 2026 a las 9:00, Stitch (<a@b.example>) escribió:",
        "Il giovedì, grazie.|Il giorno lun 16 nov 2026 alle ore 09:00 Stitch <a@b.example> ha"
            + " scritto:",
        "Em breve.|Em seg., 16 de nov. de 2026 às 09:00, Stitch <a@b.example> escreveu:",
        "A dijous.|A dl., 16 nov. 2026, Stitch (<a@b.example>) va escriure:",
        "Op donderdag, graag.|Op ma 16 nov 2026 om 09:00 schreef Stitch <a@b.example>:",
        "Op donderdag.|Op 16 nov. 2026, om 09:00 heeft Stitch <a@b.example> het volgende"
            + " geschreven:",
        "Den torsdagen, tack.|Den mån 16 nov. 2026 kl 09:00 skrev Stitch <a@b.example>:",
        "På torsdag.|16 nov. 2026 kl. 09:00 skrev Stitch <a@b.example>:",
        "Torstaina, kiitos.|ma 16. marrask. 2026 klo 9.00 Stitch (a@b.example) kirjoitti:",
        "Torstaina.|Stitch <a@b.example> kirjoitti 16.11.2026 kello 9.00:",
        "W dniu jutrzejszym.|W dniu 16.11.2026 o 09:00, Stitch pisze:",
        "Csütörtökön.|Stitch <a@b.example> ezt írta (időpont: 2026. nov. 16., H, 9:00):",
        "Csütörtökön.|2026. 11. 16. 9:00 keltezéssel, Stitch írta:",
        "Vào thứ Năm.|Vào Th 2, 16 thg 11, 2026 vào lúc 09:00 Stitch <a@b.example> đã viết:",
        "La revedere.|La 16 nov. 2026 09:00, Stitch <a@b.example> a scris:",
        "Perşembe olur.|Stitch <a@b.example>, 16 Kas 2026 Pzt, 09:00 tarihinde şunu yazdı:",
        "В четверг.|16.11.2026, 09:00, \"Stitch\" <a@b.example>:",
        "В четверг.|пн, 16 нояб. 2026 г. в 09:00, Stitch <a@b.example>:",
        "В четверг.|Понедельник, 16 ноября 2026, 9:00 +03:00 от Stitch <a@b.example>:",
        "星期四可以。|在 2026年11月16日 09:00，Stitch <a@b.example> 写道：",
        "木曜日に。|2026年11月16日(月) 9:00 Stitch <a@b.example>:",
        "On Thursday.|2026/11/16 Stitch <a@b.example>"
      })
  void theReplyDirectlyAboveAnIntroductionStays(String mail) {
    String[] parts = mail.split("\\|");

    assertThat(QuotedTail.cut(parts[0] + "\n" + parts[1] + "\n> Time?\n> Really?\n"))
        .isEqualTo(parts[0]);
    assertThat(QuotedTail.cut(parts[0] + "\n\n" + parts[1] + "\n\n> Time?\n")).isEqualTo(parts[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, 16 Nov 2026 at 09:00, Stitch\n<a@b.example> wrote:",
        "On Monday, the sixteenth of November, Stitch of the Example Company\n<a@b.example> wrote:",
        "ma 16. marrask. 2026 klo 9.00\nStitch (a@b.example) kirjoitti:",
        "Vào Th 2, 16 thg 11, 2026 vào lúc 09:00 Stitch\n<a@b.example> đã viết:",
        "Date: Mon, 16 Nov 2026 09:00:00 +0000\nFrom: a@b.example\nTo: c@d.example\nSubject: Time?"
      })
  void anIntroductionOfSeveralLinesIsCutAsAWhole(String introduction) {
    assertThat(QuotedTail.cut("Sure.\n\n" + introduction + "\n\nwould you have time?\n"))
        .isEqualTo("Sure.");
  }

  @Test
  void whatOnlyLooksLikeAnIntroductionIsSomebodysAnswer() {
    for (String answer :
        List.of(
            "Date: Thursday\nFrom: ten to eleven",
            "On Thursday, please.\nAs I wrote:\nbring the deck.",
            "2026/11/19 Ada <ada@b.example>\nis when and whom to ask.")) {
      assertThat(QuotedTail.cut(answer)).isEqualTo(answer);
    }
  }

  @Test
  void answersBelowAQuoteStay() {
    assertThat(
            QuotedTail.cut(
                """
                On Mon, 16 Nov 2026, Stitch <a@b.example> wrote:
                > Time?
                > Really?

                Yes, at nine.
                """))
        .isEqualTo("Yes, at nine.");
  }

  @Test
  void returnDatesAreReadAsPeopleWriteThem() {
    LocalDate back = LocalDate.of(2026, 11, 30);
    for (String text :
        List.of(
            "back on 2026-11-30",
            "Ich bin vom 16.11. bis 30.11.2026 nicht im Büro",
            "until November 30th, 2026",
            "until November 30",
            "jusqu'au 30 novembre 2026",
            "hasta el 30 de noviembre de 2026",
            "tot 30/11/2026",
            "2026年11月30日まで")) {
      assertThat(ReturnDate.in(text, TODAY)).as(text).contains(back);
    }
    assertThat(ReturnDate.in("I may be back on 31.02.2027 or never", TODAY)).isEmpty();
  }

  @Test
  void sharedMailsAreReadWhenTheyAreThere() throws IOException {
    Path shared = Path.of("..", "..", "shared", "data").toAbsolutePath().normalize();
    if (Files.isDirectory(shared)) {
      InboundMail plain = read(Files.readString(shared.resolve("reply-plain.eml")));
      assertThat(plain.text())
          .isEqualTo("Yes, Thursday works. Could you send the deck first?\n\nPat");
      assertThat(read(Files.readString(shared.resolve("reply-html-utf8.eml"))).text())
          .isEqualTo("好的，谢谢！");
    }
  }

  @Test
  void noMutationOfAMailMakesTheReaderFail() {
    Random random = new Random(20261117);
    for (int round = 0; round < 3_000; round++) {
      String name = FILES.get(round % FILES.size());
      byte[] bytes =
          MailFiles.mail(name, "original@test", "token").getBytes(StandardCharsets.UTF_8);
      byte[] mutated = mutated(bytes, random);

      assertThat(MailReader.read(mutated, TODAY))
          .as("round %d of %s", round, name)
          .hasValueSatisfying(
              mail -> {
                assertThat(mail.messageId()).isNotEmpty().hasSizeLessThanOrEqualTo(180);
                assertThat(mail.text()).doesNotContain("\u0000");
                assertThat(mail.subject()).doesNotContain("\n", "\u0000");
              });
    }
  }

  @Test
  void hugeAndDeepMailIsRead() {
    String deep = "x".repeat(10);
    for (int i = 0; i < 300; i++) {
      deep =
          "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n%s\n--b%d--\n"
              .formatted(i, i, deep, i);
    }
    assertThat(read(deep).text()).isEmpty();
    assertThat(read("Subject: " + "a".repeat(2_000_000) + "\n\nHello").text()).isEqualTo("Hello");
    assertThat(read("Content-Type: text/plain; charset=klingon-1\n\nHello").text())
        .isEqualTo("Hello");
    assertThat(read("Content-Type: text/html\n\n" + "<div>".repeat(50_000) + "Hello").recipients())
        .isEmpty();
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] mutated = bytes.clone();
    int changes = 1 + random.nextInt(20);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] = (byte) random.nextInt(256);
        case 1 -> mutated[at] = 0;
        case 2 -> mutated = Arrays.copyOf(mutated, Math.max(1, at));
        default -> {
          byte[] piece = Arrays.copyOfRange(mutated, at, Math.min(mutated.length, at + 60));
          int to = random.nextInt(mutated.length);
          System.arraycopy(piece, 0, mutated, to, Math.min(piece.length, mutated.length - to));
        }
      }
    }
    return mutated;
  }

  private static InboundMail file(String name) {
    return read(MailFiles.mail(name, "original@test", "token"));
  }

  private static InboundMail read(String raw) {
    return MailReader.read(raw.getBytes(StandardCharsets.UTF_8), TODAY).orElseThrow();
  }
}
