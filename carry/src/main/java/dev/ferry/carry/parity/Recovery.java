package dev.ferry.carry.parity;

/**
 * What lost columns are made of: each is a sum of the columns that are there and of as many rows as
 * columns are lost, with these coefficients.
 */
public final class Recovery {
  private final int[] rows;
  private final int[][] ofRow;
  private final int[][] ofColumn;

  private Recovery(int[] rows, int[][] ofRow, int[][] ofColumn) {
    this.rows = rows;
    this.ofRow = ofRow;
    this.ofColumn = ofColumn;
  }

  /**
   * Solves for lost columns.
   *
   * @param lost numbers of the lost columns, from 0
   * @param rows numbers of rows that are there, from 0, as many as are lost
   */
  public static Recovery of(CauchyCode code, int[] lost, int[] rows) {
    if (rows.length != lost.length) {
      throw new IllegalArgumentException(
          "Bad value for `rows`: " + rows.length + " for " + lost.length);
    }
    int[][] ofRow = code.inverse(rows, lost);
    int[][] ofColumn = new int[lost.length][code.data()];
    for (int i = 0; i < lost.length; i++) {
      for (int column = 0; column < code.data(); column++) {
        int sum = 0;
        for (int j = 0; j < rows.length; j++) {
          sum ^= Field.multiply(ofRow[i][j], code.coefficient(rows[j], column));
        }
        ofColumn[i][column] = sum;
      }
    }
    return new Recovery(rows.clone(), ofRow, ofColumn);
  }

  /** How many rows are needed. */
  public int rows() {
    return rows.length;
  }

  /** The number of the {@code index}-th row that is needed. */
  public int row(int index) {
    return rows[index];
  }

  /** What that row is multiplied with in the sum of the {@code lost}-th lost column. */
  public int ofRow(int lost, int index) {
    return ofRow[lost][index];
  }

  /** What a column that is there is multiplied with in the sum of the {@code lost}-th lost one. */
  public int ofColumn(int lost, int column) {
    return ofColumn[lost][column];
  }
}
