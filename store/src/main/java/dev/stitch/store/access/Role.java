package dev.stitch.store.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. Each role may do everything that those before it may. */
public enum Role {
  /** Sees everything but keys and the audit log. */
  VIEWER,
  /** Runs flows, steers journeys, answers tasks, keeps contacts. */
  OPERATOR,
  /** Changes flows and what comes in, and deletes. */
  EDITOR,
  /** Keeps keys and connections, and reads the audit log. */
  ADMIN;

  /** Whether this role may do what {@code needed} may. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** The role of a name, in whatever case; empty when there is none. */
  public static Optional<Role> named(String name) {
    return Arrays.stream(values()).filter(role -> role.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Its name as clients and the database write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
