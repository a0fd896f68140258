package dev.stitch.connectors.oauth;

import dev.stitch.store.connection.Capability;
import java.util.EnumSet;
import java.util.Set;

/** What a connection cannot do when a person has left out scopes that were asked for. */
public final class ScopedCapabilities {

  private ScopedCapabilities() {}

  /** What the scopes of X and Google are needed for. */
  public static Set<Capability> without(Set<String> missingScopes) {
    Set<Capability> lost = EnumSet.noneOf(Capability.class);
    for (String scope : missingScopes) {
      switch (scope.substring(scope.lastIndexOf('/') + 1)) {
        case "tweet.read" -> lost.add(Capability.READ_POSTS);
        case "users.read", "follows.read", "contacts.readonly" ->
            lost.add(Capability.READ_CONTACTS);
        case "tweet.write" -> {
          lost.add(Capability.POST);
          lost.add(Capability.REPLY_UNASKED);
        }
        case "follows.write" -> lost.add(Capability.FOLLOW);
        case "like.write" -> lost.add(Capability.LIKE);
        case "dm.read", "dm.write" -> lost.add(Capability.MESSAGE);
        case "gmail.readonly" -> lost.add(Capability.READ_MAIL);
        case "gmail.send" -> lost.add(Capability.SEND_MAIL);
        default -> {
          // What else platforms call scopes is needed for nothing by itself.
        }
      }
    }
    return lost;
  }
}
