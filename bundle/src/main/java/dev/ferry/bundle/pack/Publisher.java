package dev.ferry.bundle.pack;

import dev.ferry.bundle.evidence.Evidence;
import dev.ferry.bundle.read.Problem;
import dev.ferry.bundle.verify.Verification;
import dev.ferry.bundle.verify.VerifiedBundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Gives a bundle its name. It is written beside its destination under a name that begins with a
 * dot, forced to the disk, tried out, and renamed: whoever sees the final name sees a whole bundle.
 * What a killed run left under the temporary name is removed first.
 */
final class Publisher {
  private final LocalBlobStore store;
  private final Optional<BundleCheck> check;
  private final Progress progress;

  Publisher(LocalBlobStore store, Optional<BundleCheck> check, Progress progress) {
    this.store = store;
    this.check = check;
    this.progress = progress;
  }

  /**
   * Writes a bundle.
   *
   * @return whether an equal one was there before
   */
  boolean publish(PackRequest request, Content content) {
    Path destination = request.destination();
    // Folder and tar of one name share their temporary folder, so they share the hold.
    LocalBlobStore.Hold hold =
        store.hold("pack " + destination.resolveSibling(request.bundleName()));
    try (hold) {
      if (Files.exists(destination)) {
        requireEqual(destination, content.graph().root().digest());
        return true;
      }
      write(request, content, destination);
      return false;
    } catch (FileAlreadyExistsException anotherStoreWasFaster) {
      requireEqual(destination, content.graph().root().digest());
      return true;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, destination);
    }
  }

  private void write(PackRequest request, Content content, Path destination) throws IOException {
    Files.createDirectories(request.output());
    String mark =
        Digest.of(store.root().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .abbreviated();
    Path folder = destination.resolveSibling("." + request.bundleName() + "." + mark + ".part");
    Path tar = destination.resolveSibling("." + request.bundleName() + "." + mark + ".tar.part");
    Folders.delete(folder);
    Files.deleteIfExists(tar);
    try {
      Content whole = content;
      if (!request.tar() || check.isPresent()) {
        FolderWriter.write(folder, content, request.form());
        whole = tried(folder, content, request);
      }
      if (request.tar()) {
        TarWriter.write(tar, whole, request.form());
      }
      move(request.tar() ? tar : folder, destination);
      force(request.output());
    } finally {
      Folders.delete(folder);
      Files.deleteIfExists(tar);
    }
  }

  /** The system's word for a folder that came meanwhile is not one that Java has a class for. */
  private static void move(Path made, Path destination) throws IOException {
    try {
      Files.move(made, destination, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException failure) {
      if (!Files.exists(destination)) {
        throw failure;
      }
      FileAlreadyExistsException exists = new FileAlreadyExistsException(destination.toString());
      exists.initCause(failure);
      throw exists;
    }
  }

  /** The content with what trying it out said; the folder is written anew where that adds files. */
  private Content tried(Path folder, Content content, PackRequest request) throws IOException {
    if (check.isEmpty()) {
      return content;
    }
    List<Evidence> evidence =
        check.get().check(folder, content.graph().root().digest()).stream()
            .map(statement -> Evidence.unsigned(statement, content.graph().root()))
            .toList();
    if (evidence.isEmpty()) {
      return content;
    }
    Content whole = content.withEvidence(evidence);
    if (!request.tar()) {
      Folders.delete(folder);
      FolderWriter.write(folder, whole, request.form());
    }
    return whole;
  }

  private void requireEqual(Path destination, Digest root) {
    Verification verification = Verifier.verify(destination, progress);
    switch (verification) {
      case VerifiedBundle verified -> {
        if (!verified.bundle().root().equals(root)) {
          throw different(destination)
              .reasons(
                  List.of(
                      Text.of(
                          "its root is `%s`, this lock packs to `%s`",
                          "它的根是 `%s`，此锁文件打包得到 `%s`", verified.bundle().root(), root)))
              .hint(elsewhere());
        }
      }
      case Verification.Rejected rejected ->
          throw different(destination)
              .reasons(rejected.problems().stream().map(Problem::text).toList())
              .hint(elsewhere());
    }
  }

  private static FerryException different(Path destination) {
    return new FerryException(
        Failure.REFUSED,
        Text.of(
            "Cannot pack into `%s`: something else is there, and it is not replaced",
            "无法打包到 `%s`：那里已有其他内容，不会覆盖", destination));
  }

  private static Text elsewhere() {
    return Text.of("Remove it, or choose another folder with `-o`", "请删除它，或用 `-o` 指定其他目录");
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
