package dev.stitch.cli.doctor;

import java.util.List;

/** Looks at one subject. Whatever it meets is a finding, never an exception. */
@FunctionalInterface
interface Examination {

  /** What it found, the most important first. */
  List<Finding> examine();
}
