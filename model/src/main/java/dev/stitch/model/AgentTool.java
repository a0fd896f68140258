package dev.stitch.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tools that agents have without any server of tools. */
public enum AgentTool {
  DECIDE("decide"),
  ASK_PERSON("ask.person"),
  CONTACTS_SEARCH("contacts.search"),
  CONTACT_READ("contact.read"),
  CONTACT_UPDATE("contact.update"),
  HTTP_FETCH("http.fetch"),
  WEB_SEARCH("web.search"),
  FLOW_START("flow.start"),
  MAIL_SEND("mail.send");

  private final String word;

  AgentTool(String word) {
    this.word = word;
  }

  /** As clients and recorded steps spell it. */
  public String word() {
    return word;
  }

  /** As models spell it, whose APIs take no dots. */
  public String functionName() {
    return word.replace('.', '_');
  }

  /** The tool of a name, with dots or with underscores, in upper or lower case. */
  public static Optional<AgentTool> of(String name) {
    String function = name.replace('.', '_').toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(tool -> tool.functionName().equals(function)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(AgentTool::word).toList();
  }
}
