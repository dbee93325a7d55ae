package dev.ferry.image.run;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who a command runs as.
 *
 * @param uid number of the user
 * @param gid number of the group
 */
record ImageUser(int uid, int gid) {
  /** The user of every image of Ferry; root of others becomes it too. */
  static final int FERRY = 65532;

  private static final int HIGHEST = 1 << 30;

  /** As the config says ({@code User}): numbers, or a name of the image's password file. */
  static ImageUser of(ImageConfig config, Path root) {
    String user = config.user().orElse("0");
    String[] parts = user.split(":", 2);
    Optional<Integer> uid = number(parts[0]);
    Optional<Integer> gid = parts.length > 1 ? number(parts[1]) : Optional.empty();
    if (uid.isEmpty()) {
      return named(parts[0], root);
    }
    if (uid.get() == 0) {
      return new ImageUser(FERRY, FERRY);
    }
    return new ImageUser(uid.get(), gid.orElse(uid.get()));
  }

  private static ImageUser named(String name, Path root) {
    Path folder = root.resolve("etc");
    Path file = folder.resolve("passwd");
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      try {
        for (String line : Files.readAllLines(file)) {
          List<String> cells = List.of(line.split(":", -1));
          if (cells.size() > 3 && cells.get(0).equals(name)) {
            Optional<Integer> uid = number(cells.get(2)).filter(found -> found != 0);
            int gid = number(cells.get(3)).orElse(FERRY);
            return new ImageUser(uid.orElse(FERRY), gid == 0 ? FERRY : gid);
          }
        }
      } catch (IOException unreadable) {
        throw dev.ferry.store.DiskFailure.of(unreadable, file);
      }
    }
    throw new FerryException(
        Failure.VERIFICATION,
        Text.of("The image has no user called `%s`", "镜像中没有名为 `%s` 的用户", name));
  }

  private static Optional<Integer> number(String text) {
    try {
      int number = Integer.parseInt(text);
      return number >= 0 && number < HIGHEST ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException name) {
      return Optional.empty();
    }
  }

  /** Gives the user a folder; a user cannot, and need not: its own files are the user's there. */
  void own(Path folder) throws IOException {
    if (OpenedImage.isRoot()) {
      Files.setAttribute(folder, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(folder, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** The same with everything in it. */
  void ownAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        own(path);
      }
    }
  }
}
