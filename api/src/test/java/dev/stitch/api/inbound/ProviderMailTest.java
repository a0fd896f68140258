package dev.stitch.api.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class ProviderMailTest extends MailApiTest {

  private static final String BOUNDARY = "xYzZY";

  private String flow;

  @BeforeAll
  void route() {
    flow = routedFlow("hello@stitch.example");
  }

  @Test
  void postmarkGivesFieldsOrTheRawMail() {
    Answer fields =
        post(
            "/api/inbound/email/postmark",
            """
            {"From": "Zoë <zoe@postmark.example>", "To": "hello@stitch.example",
             "OriginalRecipient": "hello@stitch.example", "Subject": "Größe?",
             "MessageID": "pm-1", "Date": "Tue, 17 Nov 2026 10:12:00 +0000",
             "Headers": [{"Name": "Message-ID", "Value": "<zoe-1@postmark.example>"},
                         {"Name": "Content-Type", "Value": "text/plain"}],
             "TextBody": "Which size?\\n\\nOn Mon, 16 Nov 2026 at 09:00, Stitch <a@b.example> wrote:\\n> Hi",
             "HtmlBody": "<p>Which size?</p>",
             "Attachments": [{"Name": "a.bin", "Content": "%s"}]}
            """
                .formatted("A".repeat(5 << 20)));
    entered(fields, "zoe@postmark.example", "Größe?", "Which size?");

    Answer raw =
        post(
            "/api/inbound/email/postmark",
            JSON.createObjectNode().put("RawEmail", mail("raw@postmark.example")).toString());
    entered(raw, "raw@postmark.example", "Prices", "What does it cost?");
    assertThat(post("/api/inbound/email/postmark", "[]").status()).isEqualTo(400);
    assertThat(post("/api/inbound/email/postmark", "{oops").status()).isEqualTo(400);
  }

  @Test
  void sendGridPostsAFormOfFieldsInTheirEncodings() {
    String form =
        part(
                "headers",
                "Message-ID: <sg-1@sendgrid.example>\r\nDate: Tue, 17 Nov 2026 10:12:00 +0000\r\n")
            + part("from", "Jürgen <juergen@sendgrid.example>")
            + part("to", "Hello <hello@stitch.example>")
            + part("subject", "Größe?")
            + part(
                "text",
                "Welche Größe?\r\n\r\nAm 16.11.2026 um 09:00 schrieb Stitch <a@b.example>:\r\n> Hi")
            + part("envelope", "{\"to\":[\"hello@stitch.example\"],\"from\":\"x@y.example\"}")
            + part(
                "charsets",
                "{\"from\":\"ISO-8859-1\",\"subject\":\"ISO-8859-1\",\"text\":\"ISO-8859-1\"}")
            + file("attachment1", "text", "not the text")
            + "--"
            + BOUNDARY
            + "--\r\n";

    entered(
        form(form, StandardCharsets.ISO_8859_1),
        "juergen@sendgrid.example",
        "Größe?",
        "Welche Größe?");
  }

  @Test
  void sendGridPostsAFormOfTheRawMail() {
    String form =
        part("email", mail("raw@sendgrid.example") + "\n" + "x".repeat(2 << 20))
            + part("to", "hello@stitch.example")
            + "--"
            + BOUNDARY
            + "--\r\n";

    Answer answer = form(form, StandardCharsets.UTF_8);

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(entity(answer).at("/metadata/subject").textValue()).isEqualTo("Prices");
    assertThat(form(part("to", "x") + "--" + BOUNDARY + "--\r\n", StandardCharsets.UTF_8).pointer())
        .isEqualTo("/from");
  }

  @Test
  void sesPutsTheMailIntoANotification() {
    String message =
        JSON.createObjectNode()
            .put("notificationType", "Received")
            .put("content", mail("plain@ses.example"))
            .toString();
    Answer plain = ses(notification(message));
    entered(plain, "plain@ses.example", "Prices", "What does it cost?");

    String base64 =
        "{\"notificationType\":\"Received\",\"receipt\":{\"action\":{\"encoding\":\"BASE64\"}},\"content\":\"%s\"}"
            .formatted(
                Base64.getEncoder()
                    .encodeToString(mail("base@ses.example").getBytes(StandardCharsets.UTF_8)));
    entered(ses(notification(base64)), "base@ses.example", "Prices", "What does it cost?");
    entered(
        ses(message.replace("plain@", "bare@")),
        "bare@ses.example",
        "Prices",
        "What does it cost?");
    assertThat(ses(notification("{\"notificationType\":\"Received\"}")).pointer())
        .isEqualTo("/Message");
    assertThat(ses(notification("AMAZON_SES_SETUP_NOTIFICATION")).status()).isEqualTo(422);
  }

  @Test
  void noSubscriptionIsConfirmedToTopicsThatNobodyNamed() {
    Answer answer =
        ses(
            json(
                "{'Type':'SubscriptionConfirmation','TopicArn':'arn:aws:sns:eu-west-1:1:x','SubscribeURL':'http://169.254.169.254/'}"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.at("/ignored").textValue()).isEqualTo("no_mail");
  }

  @Test
  void largeRawMailIsTakenByItsBeginning() {
    entered(
        deliver(mail("large@raw.example") + "\n> " + "x".repeat(12 << 20)),
        "large@raw.example",
        "Prices",
        "What does it cost?");
  }

  private static String mail(String from) {
    return """
        From: %s
        To: hello@stitch.example
        Subject: Prices
        Message-ID: <%s>

        What does it cost?
        """
        .formatted(from, from);
  }

  private static String notification(String message) {
    return JSON.createObjectNode()
        .put("Type", "Notification")
        .put("TopicArn", "arn:aws:sns:eu-west-1:1:mail")
        .put("Message", message)
        .toString();
  }

  private Answer ses(String body) {
    return send(
        "POST", "/api/inbound/email/ses", body, "Content-Type", "text/plain; charset=UTF-8");
  }

  private Answer form(String form, Charset charset) {
    return send(
        java.net.http.HttpRequest.newBuilder(
                java.net.URI.create(server.getURL() + "/api/inbound/email/sendgrid"))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(form.getBytes(charset)))
            .build());
  }

  private static String part(String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, value);
  }

  private static String file(String name, String file, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: text/plain\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, file, value);
  }

  private Answer entity(Answer answer) {
    return get("/api/entities/" + answer.at("/entityId").textValue());
  }

  private void entered(Answer answer, String sender, String subject, String reply) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    Answer entity = entity(answer);
    assertThat(entity.at("/flowId").textValue()).as(answer.text()).isEqualTo(flow);
    assertThat(entity.at("/contact/email").textValue()).isEqualTo(sender);
    assertThat(entity.at("/metadata/subject").textValue()).isEqualTo(subject);
    assertThat(entity.at("/metadata/reply").textValue()).isEqualTo(reply);
  }
}
