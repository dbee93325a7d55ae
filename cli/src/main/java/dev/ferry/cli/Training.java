package dev.ferry.cli;

import dev.ferry.cli.command.Invocation;
import dev.ferry.cli.command.Settings;
import dev.ferry.cli.output.Console;
import dev.ferry.model.Language;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the JVM is shown while it records its start-up cache: one short piece of every kind of work,
 * on the index of this machine. Its results are thrown away and its failures do not matter; without
 * a network less is learnt. The cache is written when this ends, so it never takes long.
 */
final class Training {
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final String TARGET = "linux-x86_64-glibc2.31-cp311";

  private Training() {}

  /**
   * Takes no arguments. What is not learnt when patience ends is left in a daemon thread, so that
   * the JVM ends with this method; the caller removes the folder for temporary files.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ferry-training");
    Thread learning = Thread.ofPlatform().daemon().name("training").start(() -> learn(folder));
    learning.join(PATIENCE);
  }

  private static void learn(Path folder) {
    run(folder, "target", "show", TARGET);
    // The second time from what the first has kept.
    for (int i = 0; i < 2; i++) {
      run(folder, "lock", "pandas", "visualdl", "--target", TARGET, "-o", "lock" + i);
    }
    run(folder, "pack", "six", "--target", TARGET, "--no-rehearse", "-o", "out");
    String[] bundles = folder.resolve("out").toFile().list();
    for (String bundle : bundles == null ? new String[0] : bundles) {
      run(folder, "verify", "out/" + bundle);
      run(folder, "show", "out/" + bundle);
    }
  }

  private static void run(Path folder, String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    boolean stores = words[0].equals("lock") || words[0].equals("pack");
    if (stores) {
      line.addAll(List.of("--store", folder.resolve("store").toString()));
    }
    Map<String, String> environment = System.getenv();
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Console console = new Console(nowhere, nowhere, Language.ENGLISH, false, 0);
    Main.run(new Invocation(console, environment, folder, Settings.of(line, environment)), line);
  }
}
