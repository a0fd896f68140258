package dev.stitch.api.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Ids;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SampleMailTest {

  private static final Blueprint.Mail MAIL =
      new Blueprint.Mail("zoe@example.com", "Zoë Martin", "Forty seats", "What is the price?\n");

  @Test
  void itIsAMailAsAMailProgramSendsItAndTellsNothingOfThisMachine() throws Exception {
    UUID id = Ids.next();

    MimeMessage mail = read(SampleMail.raw(MAIL, "triage@stitch.example", id));

    assertThat(mail.getMessageID()).isEqualTo("<" + id + "@example.com>");
    InternetAddress from = (InternetAddress) mail.getFrom()[0];
    assertThat(from.getPersonal()).isEqualTo("Zoë Martin");
    assertThat(mail.getAllRecipients()[0].toString()).isEqualTo("triage@stitch.example");
    assertThat(mail.getSubject()).isEqualTo("Forty seats");
    assertThat(mail.getContent().toString().strip()).isEqualTo("What is the price?");
    assertThat(mail.getSentDate()).isNotNull();
  }

  private static MimeMessage read(byte[] raw) throws Exception {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
  }
}
