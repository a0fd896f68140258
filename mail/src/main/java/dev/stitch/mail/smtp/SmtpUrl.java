package dev.stitch.mail.smtp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.mail.url.MailUrl;
import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import java.util.Properties;

/**
 * Where and how to hand mail over: {@code STITCH_SMTP_URL}, as {@code
 * smtp[s]://[user:password@]host[:port][?starttls=required|optional|never]}. Special characters in
 * user and password are percent-encoded.
 *
 * @param implicitTls whether the connection begins with TLS ({@code smtps}, port 465)
 * @param startTls what happens on a connection that begins without
 */
public record SmtpUrl(
    String host,
    int port,
    boolean implicitTls,
    StartTls startTls,
    @Nullable String user,
    @Nullable String password) {

  /** Whether a plain connection is turned into an encrypted one. */
  public enum StartTls {
    /** Or no mail is sent. */
    REQUIRED,
    /** When the server offers it. */
    OPTIONAL,
    NEVER
  }

  private static final int SUBMISSION_PORT = 587;
  private static final int SUBMISSIONS_PORT = 465;

  /**
   * @throws IllegalArgumentException with a message for whoever set it, without the password
   */
  public static SmtpUrl parse(String text) {
    MailUrl url = MailUrl.parse(text, "smtp", SmtpUrl::wrong);
    return new SmtpUrl(
        url.host(),
        url.portOr(url.implicitTls() ? SUBMISSIONS_PORT : SUBMISSION_PORT),
        url.implicitTls(),
        startTls(url.options()),
        url.user(),
        url.password());
  }

  /** The mail server of a stored connection. */
  public static SmtpUrl of(JsonNode config, String password) {
    boolean implicitTls = config.path("tls").asText().equals("implicit");
    String user = config.path("username").asText();
    return new SmtpUrl(
        config.path("host").asText(),
        config.path("port").asInt(implicitTls ? SUBMISSIONS_PORT : SUBMISSION_PORT),
        implicitTls,
        switch (config.path("tls").asText()) {
          case "required" -> StartTls.REQUIRED;
          case "never" -> StartTls.NEVER;
          default -> StartTls.OPTIONAL;
        },
        user.isEmpty() ? null : user,
        user.isEmpty() ? null : password);
  }

  private static StartTls startTls(Map<String, String> options) {
    if (options.isEmpty()) {
      return StartTls.OPTIONAL;
    }
    String option = options.size() == 1 ? options.get("starttls") : null;
    return switch (option) {
      case "required", "true" -> StartTls.REQUIRED;
      case "optional" -> StartTls.OPTIONAL;
      case "never", "false" -> StartTls.NEVER;
      case null, default ->
          throw wrong("knows only the parameter starttls=required|optional|never");
    };
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "STITCH_SMTP_URL "
            + what
            + "; it is smtp[s]://[user:password@]host[:port][?starttls=required|optional|never].");
  }

  /**
   * @param connectMillis longest wait for the connection
   * @param answerMillis longest wait for each answer
   */
  public Properties properties(long connectMillis, long answerMillis) {
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", Long.toString(connectMillis));
    properties.put("mail.smtp.timeout", Long.toString(answerMillis));
    properties.put("mail.smtp.writetimeout", Long.toString(answerMillis));
    properties.put("mail.smtp.auth", Boolean.toString(user != null));
    properties.put("mail.smtp.ssl.enable", Boolean.toString(implicitTls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls != StartTls.NEVER));
    properties.put(
        "mail.smtp.starttls.required",
        Boolean.toString(!implicitTls && startTls == StartTls.REQUIRED));
    // The mail is taken by then; how the server says goodbye does not matter.
    properties.put("mail.smtp.quitwait", "false");
    return properties;
  }

  /** Without user and password, for messages and logs. */
  @Override
  public String toString() {
    return (implicitTls ? "smtps://" : "smtp://") + host + ":" + port;
  }
}
