package dev.ferry.image.make;

import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of files that are not whole yet: each process has its own, and what a killed one left is
 * removed by the next.
 */
final class Leftovers {
  private static final Pattern PROCESS =
      Pattern.compile("\\.([0-9]{1,10})\\.part(?:\\.recipe|\\.proof)?");

  private Leftovers() {}

  /** The name for this process; nothing has it. */
  static Path part(Path folder, String name) throws IOException {
    String stem = "." + name;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String found = String.valueOf(file.getFileName());
        if (found.startsWith(stem) && isLeft(found.substring(stem.length()))) {
          Folders.delete(file);
        }
      }
    }
    return folder.resolve(stem + "." + ProcessHandle.current().pid() + ".part");
  }

  private static boolean isLeft(String ending) {
    Matcher matcher = PROCESS.matcher(ending);
    if (!matcher.matches()) {
      return false;
    }
    long process = Long.parseLong(matcher.group(1));
    return process == ProcessHandle.current().pid() || ProcessHandle.of(process).isEmpty();
  }
}
