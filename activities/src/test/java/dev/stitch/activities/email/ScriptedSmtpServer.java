package dev.stitch.activities.email;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SMTP server that misbehaves where it is told to: a command's answer may be another one, or
 * {@link #HANG_UP}.
 */
final class ScriptedSmtpServer implements Closeable {

  static final String HANG_UP = "";

  /** Name under which the script answers the end of the mail. */
  static final String END_OF_MAIL = ".";

  private final Map<String, String> script;
  private final ServerSocket server;
  private final AtomicInteger mails = new AtomicInteger();

  /**
   * @param script answer by command word, e.g. {@code RCPT} or {@link #END_OF_MAIL}
   */
  ScriptedSmtpServer(Map<String, String> script) throws IOException {
    this.script = Map.copyOf(script);
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  String url() {
    return "smtp://127.0.0.1:" + server.getLocalPort();
  }

  /** How many mails arrived completely, whatever was answered then. */
  int mails() {
    return mails.get();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        serve(client);
      } catch (IOException e) {
        // The client hung up, or the test is over; the next one is served all the same.
      }
    }
  }

  private void serve(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    if (!answer(client, "CONNECT", "220 test")) {
      return;
    }
    String line;
    while ((line = in.readLine()) != null) {
      String word = line.split(" ")[0].toUpperCase(Locale.ROOT);
      String usual =
          switch (word) {
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
          };
      if (!answer(client, word, usual)) {
        return;
      }
      if (word.equals("DATA") && !script.containsKey("DATA") && !takeMail(client, in)) {
        return;
      }
    }
  }

  private boolean takeMail(Socket client, BufferedReader in) throws IOException {
    String line;
    while ((line = in.readLine()) != null) {
      if (line.equals(END_OF_MAIL)) {
        mails.incrementAndGet();
        return answer(client, END_OF_MAIL, "250 taken");
      }
    }
    return false;
  }

  private boolean answer(Socket client, String word, String usual) throws IOException {
    String answer = script.getOrDefault(word, usual);
    if (answer.equals(HANG_UP)) {
      return false;
    }
    client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return true;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
