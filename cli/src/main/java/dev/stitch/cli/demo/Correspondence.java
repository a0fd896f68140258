package dev.stitch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The contacts' side of the mail: reads what reaches them, and answers as the script says. */
final class Correspondence {

  private static final String MESSAGES = "/api/mailbox/messages";

  private final ApiClient api;
  private final DemoJourneys seeding;
  private final List<Script.Reply> script;
  private final Set<String> read = new HashSet<>();

  /** How often a mail with one subject reached one journey. */
  private final Map<String, Integer> copies = new TreeMap<>();

  Correspondence(ApiClient api, DemoJourneys seeding, List<Script.Reply> script) {
    this.api = api;
    this.seeding = seeding;
    this.script = script;
  }

  /** Reads the mail that has come since the last time; answers those that the script answers. */
  List<ScriptedRequest> errands() {
    List<ScriptedRequest> errands = new ArrayList<>();
    for (JsonNode mail : newMail()) {
      String entityId = mail.path("entityId").asText();
      String address = seeding.addresses().get(entityId);
      if (address == null || !address.equals(mail.path("to").asText())) {
        continue;
      }
      String subject = mail.path("subject").asText();
      copies.merge(entityId + " " + subject, 1, Integer::sum);
      replyTo(subject, address)
          .ifPresent(text -> errands.add(reply(mail.path("id").asText(), text)));
    }
    return errands;
  }

  /** How many mails have reached our contacts. */
  int received() {
    return copies.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many of them were copies of one that had come before. */
  int duplicates() {
    return received() - copies.size();
  }

  private static ScriptedRequest reply(String mailId, String text) {
    return new ScriptedRequest(
        ScriptedRequest.Kind.REPLY,
        mailId,
        MESSAGES + "/" + mailId + "/reply",
        JsonCodec.MAPPER.createObjectNode().put("text", text));
  }

  private Optional<String> replyTo(String subject, String address) {
    return script.stream()
        .filter(reply -> reply.isGivenBy(address, subject))
        .map(Script.Reply::text)
        .findFirst();
  }

  /** The newest mail is first: behind a page without anything new there is nothing new either. */
  private List<JsonNode> newMail() {
    List<JsonNode> fresh = new ArrayList<>();
    for (int page = 1; ; page++) {
      int known = fresh.size();
      for (JsonNode mail : api.page(MESSAGES, page).path("data")) {
        if (read.add(mail.path("id").asText())) {
          fresh.add(mail);
        }
      }
      if (fresh.size() == known) {
        return fresh;
      }
    }
  }
}
