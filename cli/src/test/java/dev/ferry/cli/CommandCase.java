package dev.ferry.cli;

import dev.ferry.model.Digest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder that holds one command line and what it must do.
 *
 * <ul>
 *   <li>{@code arguments}: one command line without {@code ferry}; lines before the last prepare,
 *       and must succeed
 *   <li>{@code exit}, {@code stdout}, {@code stderr}: what the last one does
 *   <li>{@code files/}: copied to the current folder first, where it is there
 * </ul>
 *
 * <p>In the texts {@code ${root}} stands for the temporary folder, {@code ${sha256:FILE}} for the
 * digest of a wheel, {@code ${sha256}} for any other digest, {@code ${time}} for a moment and
 * {@code ${date}} for the day in a bundle's name, {@code ${amount}} for the bytes of a whole
 * bundle. In a command line {@code ${bundle}} is the bundle that lies in {@code out}.
 *
 * @param folder the case
 */
record CommandCase(Path folder) {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern PROGRESS =
      Pattern.compile(
          "(?m)^(\\{\"event\":\"(began|progress|ended)\"|Resolving|Downloading|Verifying|正在).*\\n");

  @Override
  public String toString() {
    return String.valueOf(folder.getFileName());
  }

  /** Runs the command lines; those before the last must succeed. */
  World.Outcome run(World world) throws IOException {
    List<String> lines = text("arguments").lines().toList();
    for (String line : lines.subList(0, lines.size() - 1)) {
      World.Outcome outcome = world.run(words(line, world));
      if (outcome.exit() != 0) {
        throw new AssertionError(line + "\n" + outcome);
      }
    }
    return world.run(words(lines.get(lines.size() - 1), world));
  }

  private static List<String> words(String line, World world) throws IOException {
    String whole = line;
    if (line.contains("${bundle}")) {
      whole = line.replace("${bundle}", world.bundle().toString());
    }
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(whole);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words;
  }

  String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** Copies the case's own files to where the commands run. */
  void prepare(World world) throws IOException {
    Path files = folder.resolve("files");
    if (!Files.isDirectory(files)) {
      return;
    }
    Files.walkFileTree(
        files,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = world.work().resolve(files.relativize(file).toString());
            Files.createDirectories(copy.resolveSibling("."));
            Files.copy(file, copy);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Output with what differs from run to run replaced. What is going on is left out: how often it
   * is said depends on the machine's speed.
   */
  static String settled(String output, World world) {
    String text = output.replace(world.root().toString(), "${root}");
    for (Map.Entry<String, Digest> wheel : world.wheels().entrySet()) {
      text = text.replace(wheel.getValue().hex(), "${sha256:" + wheel.getKey() + "}");
    }
    return PROGRESS
        .matcher(text)
        .replaceAll("")
        .replaceAll("\\b[0-9a-f]{64}\\b", "\\${sha256}")
        .replaceAll("\\b20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "\\${time}")
        .replaceAll("-20\\d{6}\\b", "-\\${date}")
        .replaceAll("\"bytes\": \\d{5,}", "\"bytes\": \\${amount}")
        .replaceAll("\\b\\d{2,}\\.\\d kB", "\\${amount}");
  }
}
