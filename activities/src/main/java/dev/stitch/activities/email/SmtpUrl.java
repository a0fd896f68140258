package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Where and how to hand mail over: {@code STITCH_SMTP_URL}, as {@code
 * smtp[s]://[user:password@]host[:port][?starttls=required|optional|never]}. Special characters in
 * user and password are percent-encoded.
 *
 * @param implicitTls whether the connection begins with TLS ({@code smtps}, port 465)
 * @param startTls what happens on a connection that begins without
 */
record SmtpUrl(
    String host,
    int port,
    boolean implicitTls,
    StartTls startTls,
    @Nullable String user,
    @Nullable String password) {

  /** Whether a plain connection is turned into an encrypted one. */
  enum StartTls {
    /** Or no mail is sent. */
    REQUIRED,
    /** When the server offers it. */
    OPTIONAL,
    NEVER
  }

  private static final int SUBMISSION_PORT = 587;
  private static final int HIGHEST_PORT = 65_535;
  private static final int SUBMISSIONS_PORT = 465;

  /**
   * @throws IllegalArgumentException with a message for whoever set it, without the password
   */
  static SmtpUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      // Not the cause: its message repeats the URL, and that holds the password.
      throw wrong("is no URL");
    }
    boolean implicitTls = "smtps".equals(uri.getScheme());
    if (!implicitTls && !"smtp".equals(uri.getScheme())) {
      throw wrong("must begin with smtp:// or smtps://");
    }
    if (uri.getHost() == null) {
      throw wrong("names no host");
    }
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw wrong("has a port that is none: ports are 1 to " + HIGHEST_PORT);
    }
    int usual = implicitTls ? SUBMISSIONS_PORT : SUBMISSION_PORT;
    String user = null;
    String password = null;
    if (uri.getRawUserInfo() != null) {
      String[] parts = uri.getRawUserInfo().split(":", 2);
      if (parts.length != 2) {
        throw wrong("has a user but no password");
      }
      user = decode(parts[0]);
      password = decode(parts[1]);
    }
    return new SmtpUrl(
        uri.getHost(),
        uri.getPort() < 0 ? usual : uri.getPort(),
        implicitTls,
        startTls(uri.getRawQuery()),
        user,
        password);
  }

  /** The mail server of a stored connection. */
  static SmtpUrl of(JsonNode config, String password) {
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

  private static StartTls startTls(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return StartTls.OPTIONAL;
    }
    return switch (query) {
      case "starttls=required", "starttls=true" -> StartTls.REQUIRED;
      case "starttls=optional" -> StartTls.OPTIONAL;
      case "starttls=never", "starttls=false" -> StartTls.NEVER;
      default -> throw wrong("knows only the parameter starttls=required|optional|never");
    };
  }

  private static String decode(String part) {
    // URLDecoder is for forms, where a plus is a space; here it is a plus.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
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
  Properties properties(long connectMillis, long answerMillis) {
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
