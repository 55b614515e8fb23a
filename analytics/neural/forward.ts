import type { Team } from '../numeric/team.ts'

const chunkRows = 256

/** Forward passes over placed rows. */
export class Predictor {
  private readonly team: Team
  private readonly n: number
  private readonly outputs: number
  private readonly args: number
  private readonly out: number

  constructor(
    team: Team,
    rows: number,
    n: number,
    widths: Int32Array,
    parameters: number,
    activation: 'relu' | 'tanh',
  ) {
    this.team = team
    this.n = n
    this.outputs = widths[widths.length - 1]!
    const room = chunkRows * widths.reduce((sum, width) => sum + width, 0) * 4
    this.out = team.alloc(n * this.outputs * 4)
    const data = [
      rows,
      0,
      0,
      0,
      team.place(widths),
      parameters,
      0,
      0,
      0,
      team.alloc(room * team.threads),
      0,
      0,
      this.out,
    ]
    const shape = [n, room, widths.length - 1, 0, 0, activation === 'relu' ? 0 : 1, 0, 0, 0, chunkRows]
    this.args = team.args([0, 0, 0, 0], [...data, ...shape])
  }

  /** Outputs, n × padded number of outputs. */
  run(): Float32Array {
    this.team.run('mlpPredict', Math.ceil(this.n / chunkRows), this.args)
    return this.team.f32(this.out, this.n * this.outputs)
  }
}
