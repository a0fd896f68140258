package dev.stitch.cli.doctor;

import java.util.List;

/** The JVM that runs this, which is the one that everything else runs on. */
final class JavaExamination implements Examination {

  private static final int REQUIRED = 25;

  @Override
  public List<Finding> examine() {
    String found = Runtime.version() + " in " + System.getProperty("java.home");
    return List.of(
        Runtime.version().feature() >= REQUIRED
            ? Finding.good("java", found)
            : Finding.bad(
                "java", found, "Install a JDK " + REQUIRED + " and name it in STITCH_JAVA_HOME."));
  }
}
