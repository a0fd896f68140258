package dev.stitch.activities.browser;

import dev.stitch.activities.process.OwnedFolders;
import java.io.IOException;
import java.nio.file.Path;

/** The folders in which browsers keep what they know, one for each. */
final class BrowserProfiles {

  private static final OwnedFolders FOLDERS =
      new OwnedFolders("stitch-browser", (profile, each) -> each.equals(argument(profile)));

  private BrowserProfiles() {}

  static Path create() throws IOException {
    return FOLDERS.create();
  }

  /** By this argument a browser is told its profile, and is known by it. */
  static String argument(Path profile) {
    return "--user-data-dir=" + profile;
  }

  /** Ends the browsers of processes that are no more, and deletes their profiles. */
  static void removeLeft() {
    FOLDERS.removeLeft();
  }

  /** Deletes a profile, from which its browser may just be deleting, too. */
  static void delete(Path profile) throws IOException {
    FOLDERS.delete(profile);
  }
}
