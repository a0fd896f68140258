package dev.stitch.cli.settings;

import java.util.Map;

/** What commands know of the shell that calls them; the root command says it. */
public interface CallersEnvironment {

  /** The variables by which the command is set. */
  Map<String, String> variables();
}
