package dev.ferry.delta.apply;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.bytes.MappedBytes;
import dev.ferry.delta.format.DeltaFile;
import dev.ferry.delta.format.DeltaHeader;
import dev.ferry.delta.format.Fingerprint;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.format.Plan;
import dev.ferry.delta.format.PlanReader;
import dev.ferry.delta.format.Volumes;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/** One delta that is being applied, stage by stage. */
final class Application {
  private static final int BUFFER = 1 << 18;

  private final Path oldFile;
  private final Path deltaFile;
  private final Bytes delta;
  private final DeltaFile file;
  private final DeltaHeader header;

  Application(Path oldFile, Path deltaFile) throws IOException {
    this.oldFile = oldFile;
    this.deltaFile = deltaFile;
    this.delta = MappedBytes.open(deltaFile);
    this.file = DeltaFile.read(delta);
    this.header = file.header();
  }

  DeltaHeader header() {
    return header;
  }

  /** Makes the new file. Returns how many bytes scratch files took. */
  long run(Path to, ApplyLimits limits, Progress progress) throws IOException {
    long covered = delta.size() - DeltaFile.COVERED;
    Stage.DELTA.check(deltaFile, digest(delta.slice(DeltaFile.COVERED, covered)), file.digest());
    Bytes old = MappedBytes.open(oldFile);
    checkBase(old);
    try (Scratch scratch = Scratch.below(limits.scratch(), header.scratch())) {
      Volumes volumes = new Volumes(old, scratch);
      UnpackedStreams streams = UnpackedStreams.unpack(file, delta, scratch);
      Opened opened = new Opened(volumes, scratch, streams);
      PlanReader reader = new PlanReader(header, streams);
      for (OldRef volume : reader.volumes()) {
        volumes.open(volume);
      }
      List<Bytes> skeletons = opened.skeletons(reader.skeletons());
      Plan plan = reader.content(skeletons);
      Bytes pool = opened.pool(plan.content());
      streams.end();
      Parts parts = new Parts(volumes, skeletons, pool, opened.libraries());
      Stage.OPENED_OLD.check(oldFile, opened.oldDigest(), header.openedOld().digest());
      Stage.OPENED.check(deltaFile, opened.freshDigest(), header.openedFresh().digest());
      write(plan.content(), new Assembler(parts, scratch), parts, to, limits, progress);
      return scratch.used();
    }
  }

  private void checkBase(Bytes old) throws IOException {
    Fingerprint want = header.old();
    if (old.size() != want.size()) {
      throw Stage.BASE.failure(
          oldFile, Text.of("it has %d bytes, want %d", "有 %d 字节，应为 %d", old.size(), want.size()));
    }
    Stage.BASE.check(oldFile, digest(old), want.digest());
  }

  private void write(
      Piece content,
      Assembler assembler,
      Parts parts,
      Path to,
      ApplyLimits limits,
      Progress progress)
      throws IOException {
    Path folder = to.toAbsolutePath().getParent();
    Path part = Files.createTempFile(folder, ".delta-", ".part");
    try {
      MessageDigest digest = Digest.sha256();
      long most = header.fresh().size();
      Text what = Text.of("Rebuilding `%s`", "重建 `%s`", to.getFileName());
      try (Progress.Task task = progress.start(what, most);
          OutputStream disk = Files.newOutputStream(part);
          OutputStream hashed = new DigestOutputStream(disk, digest);
          OutputStream out = new BufferedOutputStream(new Bounded(hashed, most, task), BUFFER);
          Ahead ahead = new Ahead(assembler, parts, content, limits.threads())) {
        assembler.write(content, FileLists.NONE, out, ahead);
      }
      Stage.CONTAINER.check(deltaFile, Digest.from(digest.digest()), header.fresh().digest());
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Digest digest(Bytes bytes) throws IOException {
    MessageDigest digest = Digest.sha256();
    Copying.copy(bytes, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return Digest.from(digest.digest());
  }
}
