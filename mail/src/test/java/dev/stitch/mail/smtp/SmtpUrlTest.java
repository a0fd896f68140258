package dev.stitch.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpUrlTest {

  @Test
  void everyPartIsRead() {
    assertThat(SmtpUrl.parse("smtp://ada%40x:p%3Aq+r@mail.example:2525?starttls=required"))
        .isEqualTo(
            new SmtpUrl("mail.example", 2525, false, SmtpUrl.StartTls.REQUIRED, "ada@x", "p:q+r"));
  }

  @Test
  void portsAndEncryptionAreTheUsualOnesUnlessSaid() {
    assertThat(SmtpUrl.parse("smtp://mail.example"))
        .isEqualTo(new SmtpUrl("mail.example", 587, false, SmtpUrl.StartTls.OPTIONAL, null, null));
    assertThat(SmtpUrl.parse("smtps://mail.example"))
        .isEqualTo(new SmtpUrl("mail.example", 465, true, SmtpUrl.StartTls.OPTIONAL, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://mail.example",
        "mail.example:25",
        "smtp://",
        "smtp://secret@mail.example",
        "smtp://ada:secret@mail.example?tls=yes",
        "smtp://ada:secret@mail example"
      })
  void whatIsWrongIsSaidWithoutTheSecret(String url) {
    assertThatThrownBy(() -> SmtpUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("STITCH_SMTP_URL")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void itsTextHidesThePassword() {
    assertThat(SmtpUrl.parse("smtp://ada:secret@mail.example"))
        .hasToString("smtp://mail.example:587");
  }
}
