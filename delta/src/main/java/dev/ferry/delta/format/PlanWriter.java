package dev.ferry.delta.format;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.container.CentralEntry;
import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;
import java.util.List;

/** Writes plans; {@link PlanReader} reads them. */
public final class PlanWriter {
  private final StreamWriter streams;
  private final ByteSink structure;
  private final ByteSink places;
  private final ByteSink sizes;
  private final Cursor cursor = new Cursor();
  private final List<Bytes> skeletons;

  private PlanWriter(StreamWriter streams, List<Bytes> skeletons) {
    this.streams = streams;
    this.structure = streams.stream(StreamKind.STRUCTURE);
    this.places = streams.stream(StreamKind.PLACE);
    this.sizes = streams.stream(StreamKind.SIZE);
    this.skeletons = skeletons;
  }

  /**
   * Appends a plan to the streams.
   *
   * @param skeletons the bytes of the plan's skeletons, as the delta has them
   */
  public static void write(Plan plan, List<Bytes> skeletons, StreamWriter streams) {
    PlanWriter writer = new PlanWriter(streams, skeletons);
    writer.sizes.number(plan.volumes().size());
    plan.volumes().forEach(writer::ref);
    writer.sizes.number(plan.skeletons().size());
    for (Plan.Skeleton skeleton : plan.skeletons()) {
      writer.structure.put(skeleton.old().isPresent() ? 1 : 0);
      writer.sizes.number(skeleton.size());
      skeleton.old().ifPresent(writer::ref);
    }
    writer.cursor.read(0, 0);
    writer.piece(plan.content());
  }

  private void piece(Piece piece) {
    switch (piece) {
      case Piece.Literal literal -> {
        tag(Tag.LITERAL);
        sizes.number(literal.size());
      }
      case Piece.Member member ->
          content(Tag.MEMBER, Tag.EXPECTED_MEMBER, member.old(), member.size());
      case Piece.Library library ->
          content(Tag.LIBRARY, Tag.EXPECTED_LIBRARY, library.old(), library.size());
      case Piece.OldRange range -> range(range);
      case Piece.Deflated deflated -> {
        tag(deflated.trailer() ? Tag.DEFLATED_WITH_TRAILER : Tag.DEFLATED);
        deflated.how().write(streams);
        piece(deflated.content());
      }
      case Piece.Group group -> {
        tag(Tag.GROUP);
        cursor.leave();
        group.pieces().forEach(this::piece);
        tag(Tag.END);
      }
      case Piece.FileList list -> {
        tag(Tag.FILE_LIST);
        piece(list.text());
      }
      case Piece.Zip zip -> zip(zip);
    }
  }

  private void content(Tag plain, Tag expected, OldRef old, long size) {
    if (cursor.expects()
        && old.volume() == cursor.volume()
        && old.equals(cursor.expected(old.place()))) {
      tag(expected);
      places.signed(old.place() - cursor.expectedPlace(old.volume()));
      cursor.read(old.volume(), old.end());
    } else {
      tag(plain);
      ref(old);
    }
    sizes.signed(size - old.size());
  }

  private void range(Piece.OldRange range) {
    if (cursor.expects()
        && range.volume() == cursor.volume()
        && range.size() == cursor.expectedPacked()) {
      tag(Tag.EXPECTED_RANGE);
    } else {
      tag(Tag.OLD_RANGE);
      structure.number(range.volume());
      sizes.number(range.size());
    }
    places.signed(range.place() - cursor.expectedPlace(range.volume()));
    cursor.read(range.volume(), range.place() + range.size());
  }

  private void ref(OldRef old) {
    structure.number(old.volume() * 2L + (old.deflated() ? 1 : 0));
    places.signed(old.place() - cursor.expectedPlace(old.volume()));
    sizes.number(old.packed());
    if (old.deflated()) {
      sizes.number(old.size());
    }
    cursor.read(old.volume(), old.end());
  }

  private void zip(Piece.Zip zip) {
    ByteSink entries = streams.stream(StreamKind.ENTRY);
    List<CentralEntry> directory = CentralEntry.leading(skeletons.get(zip.directory()));
    boolean inOrder = inOrder(zip, directory.size());
    tag(Tag.ZIP);
    structure.put((inOrder ? 1 : 0) | (zip.endDerived() ? 2 : 0));
    if (!inOrder) {
      sizes.number(zip.entries().size());
    }
    int next = 0;
    for (ZipEntry entry : zip.entries()) {
      if (!inOrder) {
        entries.signed(entry.index() - next);
      }
      next = entry.index() + 1;
      entries.put(entry.traits().bits() | (entry.gap().size() > 0 ? 128 : 0));
      if (entry.gap().size() > 0) {
        sizes.number(entry.gap().size());
      }
      if (!entry.traits().header()) {
        sizes.number(entry.header().size());
      }
      cursor.enter(directory.get(entry.index()), entry.traits());
      piece(entry.data());
      cursor.leave();
    }
    sizes.number(zip.lastGap().size());
  }

  private static boolean inOrder(Piece.Zip zip, int directory) {
    for (int i = 0; i < zip.entries().size(); i++) {
      if (zip.entries().get(i).index() != i) {
        return false;
      }
    }
    return zip.entries().size() == directory;
  }

  private void tag(Tag tag) {
    structure.put(tag.number());
  }
}
