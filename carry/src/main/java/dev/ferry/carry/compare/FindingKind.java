package dev.ferry.carry.compare;

import java.util.Locale;

/** Kinds of findings, the most pressing first. The words in JSON are frozen. */
public enum FindingKind {
  /** One file name, two contents. */
  SAME_NAME_OTHER_BYTES(true),
  /** The newer bundle has the older version. */
  DOWNGRADE(true),
  /** The package comes from another source. */
  SOURCE(true),
  /** A {@code .pth} file with a line that Python runs at every start. */
  START_HOOK(true),
  /** {@code sitecustomize} or {@code usercustomize}, imported at every start. */
  SITE_HOOK(true),
  /** A script that the node runs for the bundle itself: {@code install.sh}, {@code verify.sh}. */
  INSTALLER(true),
  /** A line or script that proves the environment, run by the installer. */
  SMOKE(true),
  /** The interpreter that travels with the set. */
  INTERPRETER(true),
  /** An environment variable. */
  ENVIRONMENT(true),
  /** Commands that build tools take from any installed package. */
  SETUP_HOOK(true),
  /** A module that two packages of the set bring, or one that Python has itself. */
  SHADOWED(true),
  /** The libraries were compared with the target less thoroughly than before. */
  FIT(true),
  /** The package was built from source before the trip. */
  BUILT(true),
  /** A library that the machine must have. */
  SYSTEM_LIBRARY(true),
  /** The version of libstdc++ or the target that the set asks for. */
  PLATFORM(true),
  /** The package says nothing about its licence. */
  LICENCE_UNKNOWN(true),
  /** The licence is another one. */
  LICENCE(true),
  /** A statement about the bundle is gone. */
  EVIDENCE_LOST(true),
  /** An entry point that other packages look for. */
  PLUGIN(false),
  /** A command that {@code bin} gets. */
  COMMAND(false),
  /** A program that is no command: it can be started by others. */
  PROGRAM(false),
  /** A file that is put outside the folder of packages. */
  PLACED(false),
  /** A {@code .pth} file that adds folders and runs nothing. */
  PATH_FILE(false),
  /** A name that can be imported. */
  IMPORT_NAME(false),
  /** A library that the wheel links and does not carry. */
  LIBRARY(false),
  /** A higher version of a library's symbols. */
  SYMBOLS(false),
  /** A file beside the packages. */
  EXTRA_FILE(false),
  /** Another file of the bundle. */
  BUNDLE_FILE(false),
  /** A statement about the bundle that was not there. */
  EVIDENCE_NEW(false);

  private final boolean loud;

  FindingKind(boolean loud) {
    this.loud = loud;
  }

  /** Whether nobody should approve without having read it. */
  public boolean loud() {
    return loud;
  }

  /** The word in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
