package dev.stitch.api.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SesMailTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPIC = "arn:aws:sns:eu-west-1:1:mail";
  private static final String CERTIFICATE =
      "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";
  private static final char[] PASSWORD = "of-tests-only".toCharArray();

  private static KeyStore keys;

  private final List<URI> called = new ArrayList<>();
  private final SesMail mail = withTopics(TOPIC);

  @BeforeAll
  static void makeKeys(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-alias",
                "sns",
                "-dname",
                "CN=sns.amazonaws.com",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
  }

  @Test
  void aSignedNotificationBringsItsMail() throws Exception {
    for (String version : List.of("1", "2")) {
      assertThat(mail.raw(signed(notification(), version)))
          .hasValueSatisfying(
              raw -> assertThat(new String(raw, StandardCharsets.UTF_8)).isEqualTo("A: b\n\nc"));
    }
    assertThat(called).containsExactly(URI.create(CERTIFICATE));
  }

  @Test
  void whatIsNotSignedOrOfAnotherTopicIsRefused() throws Exception {
    ObjectNode changed = (ObjectNode) signed(notification(), "2").fields();
    changed.put("Message", changed.get("Message").textValue().replace("c", "d"));
    ObjectNode foreign = notification().put("TopicArn", TOPIC + "-of-others");

    refused(new SnsMessage(changed));
    refused(new SnsMessage(notification()));
    refused(
        new SnsMessage(
            ((ObjectNode) signed(notification(), "2").fields()).put("Signature", "AAAA")));
    refused(signed(foreign, "2"));
  }

  @Test
  void aSignedSubscriptionIsConfirmedAtAmazonOnly() throws Exception {
    String confirm =
        "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn="
            + TOPIC
            + "&Token=t";
    assertThat(mail.raw(signed(subscription(confirm), "2"))).isEmpty();
    assertThat(called).contains(URI.create(confirm));

    int before = called.size();
    refused(signed(subscription("http://169.254.169.254/?Action=ConfirmSubscription"), "2"));
    refused(new SnsMessage(subscription(confirm)));
    assertThat(called).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
        "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0123456789abcdef.pem",
        "https://evil.example/SimpleNotificationService-0123456789abcdef.pem",
        "https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0123456789abcdef.pem",
        "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef.pem",
        "https://s3.eu-west-1.amazonaws.com/bucket/SimpleNotificationService-0123456789abcdef.pem",
        "https://sns.eu-west-1.amazonaws.com/../x.pem",
        "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription",
        "https://127.0.0.1/SimpleNotificationService-0123456789abcdef.pem",
        "file:///etc/passwd",
        "::",
        ""
      })
  void certificatesComeFromAmazonOnly(String address) throws Exception {
    refused(signed(notification().put("SigningCertURL", address), "2"));
    assertThat(called).isEmpty();
  }

  @Test
  void withoutTopicsNothingIsCalled() {
    SesMail trusting = withTopics("");

    assertThat(trusting.raw(new SnsMessage(notification()))).isPresent();
    assertThat(
            trusting.raw(
                new SnsMessage(
                    subscription(
                        "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription"))))
        .isEmpty();
    assertThat(called).isEmpty();
  }

  private SesMail withTopics(String topics) {
    SnsSite site =
        address -> {
          called.add(address);
          return address.toString().endsWith(".pem") ? certificate() : new byte[0];
        };
    return new SesMail(new SnsSignature(site), site, topics);
  }

  private void refused(SnsMessage message) {
    assertThatThrownBy(() -> mail.raw(message))
        .isInstanceOfSatisfying(
            ApiProblem.class, problem -> assertThat(problem.status().getCode()).isEqualTo(401));
  }

  private static ObjectNode notification() {
    return envelope("Notification")
        .put("Message", "{\"notificationType\":\"Received\",\"content\":\"A: b\\n\\nc\"}")
        .put("Subject", "Amazon SES Email Receipt Notification");
  }

  private static ObjectNode subscription(String address) {
    return envelope("SubscriptionConfirmation")
        .put("Message", "You have chosen to subscribe")
        .put("Token", "t")
        .put("SubscribeURL", address);
  }

  private static ObjectNode envelope(String type) {
    return JSON.createObjectNode()
        .put("Type", type)
        .put("MessageId", "m-1")
        .put("TopicArn", TOPIC)
        .put("Timestamp", "2026-11-17T10:12:00.000Z")
        .put("SigningCertURL", CERTIFICATE);
  }

  private static SnsMessage signed(ObjectNode fields, String version) throws Exception {
    Signature signature =
        Signature.getInstance(version.equals("2") ? "SHA256withRSA" : "SHA1withRSA");
    signature.initSign((PrivateKey) keys.getKey("sns", PASSWORD));
    signature.update(new SnsMessage(fields).signed().getBytes(StandardCharsets.UTF_8));
    fields
        .put("SignatureVersion", version)
        .put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
    return new SnsMessage(fields);
  }

  private static byte[] certificate() throws IOException {
    try {
      return keys.getCertificate("sns").getEncoded();
    } catch (java.security.GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
