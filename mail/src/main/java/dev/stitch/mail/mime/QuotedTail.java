package dev.stitch.mail.mime;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts the mail that is answered off an answer. Answers below or between what is quoted stay, as do
 * signatures.
 */
final class QuotedTail {

  /** A line that introduces a quote may be wrapped by this many line breaks. */
  private static final int MAX_WRAPS = 2;

  /** No program wraps lines that are shorter than this, in characters. */
  private static final int SHORTEST_WRAPPED = 65;

  /** Longer lines introduce nothing. */
  private static final int MAX_INTRODUCTION = 400;

  /** "On … X wrote:" in the languages of common mail programs. */
  private static final Pattern INTRODUCTION =
      Pattern.compile(
          "(?iu)^(?:on .{4,}wrote|am .{4,}schrieb.*|.{4,}schrieb am .*|le .{4,}a écrit|el"
              + " .{4,}escribió|il .{4,}ha scritto|em .{4,}escreveu|a .{4,}va escriure|op"
              + " .{4,}(?:schreef.*|geschreven)|.{4,}schreef op .*|(?:den|på|d\\.|.{0,12}\\d)"
              + " .{4,}skrev.*|.{4,}kirjoitti.*|(?:w dniu|dnia|.{0,12}\\d)"
              + " .{4,}(?:pisze|napisał(?:\\(a\\)|a)?)|(?:dne|.{0,12}\\d)"
              + " .{4,}napsal(?:\\(a\\)|a)?|.{8,}(?:yazdı|написала?|пишет|пише|написав)|.{4,}írta.*|vào"
              + " .{4,}đã viết|(?:στις|la) .{4,}(?:έγραψε|a scris)|.{8,}님이 작성)\\s*[:：]\\s*$"
              + "|^(?:在|于|於)?.{4,}(?:写道|寫道|写道)\\s*[:：]\\s*$"
              + "|^\\d{4}年\\d{1,2}月\\d{1,2}日.{4,}[:：]\\s*$");

  /** Only a day, a time and an address: Yandex, mail.ru, Gmail in Russian. */
  private static final Pattern DATED_ADDRESS =
      Pattern.compile(
          "(?iu)^(?=.*\\b\\d{4}\\b)(?=.*\\b\\d{1,2}:\\d{2}\\b).{6,}[<(][^\\s<>()]+@[^\\s<>()]+[>)]\\s*[:：]\\s*$");

  /** As Gmail did it once, without a colon; only ever above lines that are marked as quoted. */
  private static final Pattern OLD_GMAIL =
      Pattern.compile(
          "(?u)^\\d{4}[/.-]\\d{1,2}[/.-]\\d{1,2},? .{2,}<[^\\s<>]+@[^\\s<>]+>\\s*[:：]?\\s*$");

  private static final Pattern SEPARATOR =
      Pattern.compile(
          "(?iu)^\\s*-{2,}\\s*(?:original message|forwarded message|ursprüngliche nachricht"
              + "|originalnachricht|weitergeleitete nachricht|message d'origine|message original"
              + "|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht"
              + "|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding"
              + "|alkuperäinen viesti|wiadomość oryginalna|původní zpráva"
              + "|исходное сообщение|原始邮件|原始郵件|元のメッセージ)\\s*-{2,}\\s*$");

  private static final Pattern FROM =
      Pattern.compile(
          "(?iu)^\\s*\\*?(?:from|von|de|da|van|från|fra|lähettäjä|od|от|发件人|寄件者|差出人)\\*?\\s*[:：].*");

  private static final Pattern SENT =
      Pattern.compile(
          "(?iu)^\\s*\\*?(?:sent|date|gesendet|datum|envoyé|enviado(?: el)?|fecha|data|inviato"
              + "|verzonden|skickat|sendt|lähetetty|wysłano|odesláno|отправлено|дата"
              + "|发送时间|寄件日期|送信日時)\\*?\\s*[:：].*");

  private QuotedTail() {}

  static String cut(String text) {
    List<String> lines = text.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
    StringBuilder kept = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      if (endsHere(lines, at)) {
        break;
      }
      int introduced = introduction(lines, at);
      if (introduced > 0) {
        int next = firstWritten(lines, at + introduced);
        if (next == lines.size() || !quoted(lines.get(next))) {
          break;
        }
        at = next;
      } else if (quoted(lines.get(at))) {
        at++;
      } else {
        kept.append(lines.get(at++)).append('\n');
      }
    }
    return kept.toString().replaceAll("\\n{3,}", "\n\n").strip();
  }

  private static boolean endsHere(List<String> lines, int at) {
    String line = lines.get(at);
    if (SEPARATOR.matcher(line).matches()) {
      return true;
    }
    if (line.strip().matches("_{10,}")) {
      int next = firstWritten(lines, at + 1);
      return next < lines.size() && FROM.matcher(lines.get(next)).matches();
    }
    List<String> next = lines.stream().skip(at + 1L).limit(3).toList();
    if (SENT.matcher(line).matches()) {
      // Hotmail's block begins with the date. "Date: Monday, from: ten" is somebody's answer.
      return next.stream().anyMatch(each -> FROM.matcher(each).matches() && each.contains("@"));
    }
    return FROM.matcher(line).matches()
        && next.stream().anyMatch(each -> SENT.matcher(each).matches());
  }

  /** How many lines from here introduce a quote; 0 when they do not. */
  private static int introduction(List<String> lines, int at) {
    StringBuilder joined = new StringBuilder();
    for (int i = at; i <= at + MAX_WRAPS && i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || quoted(line)) {
        return 0;
      }
      joined.append(joined.isEmpty() ? "" : " ").append(line);
      if (joined.length() > MAX_INTRODUCTION) {
        return 0;
      }
      if (introduces(joined, lines, i)) {
        return i == at || isWrapped(lines, at, i) ? i - at + 1 : 0;
      }
    }
    return 0;
  }

  private static boolean introduces(CharSequence text, List<String> lines, int end) {
    String line = lines.get(end).strip();
    if (line.endsWith(":") || line.endsWith("：")) {
      return (dated(text) && INTRODUCTION.matcher(text).matches())
          || DATED_ADDRESS.matcher(text).matches()
          || OLD_GMAIL.matcher(text).matches();
    }
    int next = firstWritten(lines, end + 1);
    return line.endsWith(">")
        && next < lines.size()
        && quoted(lines.get(next))
        && OLD_GMAIL.matcher(text).matches();
  }

  /**
   * Whether a line break wrapped an introduction, or separates it from the last line of the answer
   * ("On Thursday, please."). That what follows introduces by itself says the latter. A program
   * wraps where the next word has no room, or has at least written the day or the address by then.
   */
  private static boolean isWrapped(List<String> lines, int at, int end) {
    String following = String.join(" ", lines.subList(at + 1, end + 1)).strip();
    if (following.chars().anyMatch(Character::isDigit) && introduces(following, lines, end)) {
      return false;
    }
    String first = lines.get(at).strip();
    return dated(first)
        || first.length() + 1 + following.split(" ", 2)[0].length() >= SHORTEST_WRAPPED;
  }

  /** Quotes are introduced with a date or an address: "he wrote:" alone is somebody's sentence. */
  private static boolean dated(CharSequence line) {
    return line.chars().anyMatch(each -> Character.isDigit(each) || each == '@');
  }

  private static int firstWritten(List<String> lines, int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).isBlank()) {
      at++;
    }
    return at;
  }

  private static boolean quoted(String line) {
    return line.stripLeading().startsWith(">");
  }
}
