package dev.stitch.api.consent;

import dev.stitch.inbound.consent.UnsubscribeChoice;
import dev.stitch.inbound.consent.Unsubscription;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The page that a mail's link leads to, in the console's colours. It has no script, loads nothing
 * and keeps nothing in the browser.
 */
final class UnsubscribePage {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --page: #f7f7f9; --card: #fff; --text: #1c1c22;
        --dimmed: #62626d; --line: #dcdce3; --filled: #504cd0; --hover: #4541b5; }
      @media (prefers-color-scheme: dark) { :root { --page: #101115; --card: #191a1f;
        --text: #ececf0; --dimmed: #a0a0ac; --line: #33343c; --filled: #5f5ce0; --hover: #504cd0; } }
      * { box-sizing: border-box; }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px;
        background: var(--page); color: var(--text);
        font: 16px/1.5 'Inter Variable', -apple-system, 'Segoe UI', Roboto, sans-serif; }
      main { width: 100%; max-width: 440px; padding: 32px 24px; background: var(--card);
        border: 1px solid var(--line); border-radius: 12px; overflow-wrap: anywhere; }
      h1 { margin: 0 0 8px; font-size: 20px; line-height: 28px; font-weight: 600; }
      p { margin: 0 0 16px; }
      form { display: grid; gap: 8px; margin: 0; }
      button { min-height: 44px; padding: 8px 16px; border-radius: 6px; cursor: pointer;
        border: 1px solid var(--line); background: transparent; color: inherit; font: inherit;
        font-weight: 500; }
      button.first { background: var(--filled); border-color: var(--filled); color: #fff; }
      button.first:hover { background: var(--hover); }
      button:focus-visible { outline: 2px solid var(--filled); outline-offset: 2px; }
      """;

  /** Nothing but the style above, and a form that goes back to where the page came from. */
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private UnsubscribePage() {}

  /** What the holder of a link can choose. */
  static HttpResponse<String> of(Unsubscription state) {
    String topic = state.link().topic();
    String address = "<strong>" + escaped(state.link().address()) + "</strong>";
    List<String> buttons = new ArrayList<>();
    if (state.everythingLeft()) {
      undo(state, buttons);
      return page(
          HttpStatus.OK,
          "You are unsubscribed",
          "<p>" + address + " gets no more mail from us.</p>",
          buttons);
    }
    if (topic != null && state.topicLeft()) {
      buttons.add(button(UnsubscribeChoice.EVERYTHING, "Unsubscribe from everything", false));
      undo(state, buttons);
      return page(
          HttpStatus.OK,
          "You are unsubscribed",
          "<p>%s gets no more mail about “%s”.</p>".formatted(address, escaped(topic)),
          buttons);
    }
    if (topic != null) {
      buttons.add(button(UnsubscribeChoice.TOPIC, "Unsubscribe from “" + topic + "”", true));
    }
    buttons.add(button(UnsubscribeChoice.EVERYTHING, "Unsubscribe from everything", topic == null));
    return page(
        HttpStatus.OK,
        "Unsubscribe",
        "<p>Which mail should " + address + " no longer get? Nothing has changed yet.</p>",
        buttons);
  }

  /** For a link that no mail of ours carried. */
  static HttpResponse<String> unknown() {
    return page(
        HttpStatus.NOT_FOUND,
        "This link is not known",
        "<p>It may have been cut off when it was copied. Open it from the mail itself, or answer that"
            + " mail.</p>",
        List.of());
  }

  /** For a form that says nothing which can be done. */
  static HttpResponse<String> noChoice() {
    return page(
        HttpStatus.BAD_REQUEST,
        "Nothing has changed",
        "<p>The request did not say what to unsubscribe from. Open the link from the mail again.</p>",
        List.of());
  }

  private static void undo(Unsubscription state, List<String> buttons) {
    if (state.undoable()) {
      buttons.add(button(UnsubscribeChoice.UNDO, "This was a mistake: subscribe again", false));
    }
  }

  private static String button(UnsubscribeChoice choice, String label, boolean first) {
    return "<button%s name=\"%s\" value=\"%s\">%s</button>"
        .formatted(
            first ? " class=\"first\"" : "",
            UnsubscribeController.CHOICE,
            choice.word(),
            escaped(label));
  }

  private static HttpResponse<String> page(
      HttpStatus status, String title, String text, List<String> buttons) {
    String form =
        buttons.isEmpty() ? "" : "<form method=\"post\">" + String.join("", buttons) + "</form>";
    MutableHttpResponse<String> response =
        HttpResponse.<String>status(status)
            .body(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%1$s</title>
                <style>%2$s</style>
                </head>
                <body><main><h1>%1$s</h1>%3$s%4$s</main></body>
                </html>
                """
                    .formatted(title, STYLE, text, form))
            .contentType(MediaType.of("text/html;charset=utf-8"));
    return response
        .header("Content-Security-Policy", POLICY)
        // With "no-referrer", browsers would say that the form comes from nowhere.
        .header("Referrer-Policy", "same-origin");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
