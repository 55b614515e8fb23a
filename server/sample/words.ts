/* Words from which the sample company's people and companies are invented. Any likeness is chance. */
/** A town with its middle, so that invented addresses can lie around it. */
export type Town = readonly [city: string, postcode: string, lat?: number, lng?: number]

export interface Place {
  readonly code: string
  readonly first: readonly string[]
  readonly last: readonly string[]
  readonly cities: readonly Town[]
  readonly streets: readonly string[]
  readonly company: readonly string[]
}

const of = (text: string): string[] => text.split(' ')

const english: Omit<Place, 'code' | 'cities'> = {
  first: of(
    'Alice Ben Charlotte Daniel Eleanor Frank Grace Harry Imogen Jack Katherine Liam Megan Nathan Olivia Peter Ruth Simon Tessa William',
  ),
  last: of(
    'Abbott Barlow Carver Dawson Ellery Fenwick Garland Holt Ingram Jessop Kendrick Lowe Marsden Norwood Oakley Pryce Radcliffe Sewell Thorne Whitby',
  ),
  streets: ['High Street', 'Mill Lane', 'Station Road', 'Church Row', 'Market Place', 'Park Avenue', 'Castle Hill'],
  company: [
    '& Daughters Gifts Ltd',
    'Home and Garden Ltd',
    'Interiors Ltd',
    'Stationers Ltd',
    'Country Store Ltd',
    'Tea Rooms Ltd',
    'Toys Ltd',
  ],
}

export const places: { readonly [country: string]: Place } = {
  'United Kingdom': {
    ...english,
    code: 'GB',
    cities: [
      ['London', 'N1 0AA', 51.51, -0.13],
      ['Leeds', 'LS1 0AA', 53.8, -1.55],
      ['Bristol', 'BS1 0AA', 51.46, -2.6],
      ['Edinburgh', 'EH1 0AA', 55.95, -3.2],
      ['Norwich', 'NR1 0AA', 52.63, 1.3],
      ['York', 'YO1 0AA', 53.96, -1.08],
      ['Bradford', 'BD1 0AA', 53.79, -1.75],
      ['Halifax', 'HX1 0AA', 53.72, -1.86],
      ['Harrogate', 'HG1 0AA', 53.99, -1.54],
      ['Huddersfield', 'HD1 0AA', 53.65, -1.78],
      ['Hull', 'HU1 0AA', 53.75, -0.34],
      ['Selby', 'YO8 0AA', 53.78, -1.07],
      ['Sheffield', 'S1 0AA', 53.38, -1.47],
      ['Skipton', 'BD23 0AA', 53.96, -2.02],
      ['Wakefield', 'WF1 0AA', 53.68, -1.5],
    ],
  },
  EIRE: {
    ...english,
    code: 'IE',
    cities: [
      ['Dublin', 'D01 X000'],
      ['Cork', 'T12 X000'],
    ],
  },
  Australia: {
    ...english,
    code: 'AU',
    cities: [
      ['Melbourne', '3000'],
      ['Hobart', '7000'],
    ],
  },
  China: {
    code: 'CN',
    first: of('伟 芳 娜 敏 静 磊 洋 艳 杰 涛 明 超 秀英 建国 雪梅 志强 晓燕 子涵 欣怡 浩然'),
    last: of('王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 欧阳'),
    cities: [
      ['上海市', '200000', 31.23, 121.47],
      ['北京市', '100000', 39.91, 116.4],
      ['广州市', '510000', 23.12, 113.25],
      ['成都市', '610000', 30.67, 104.07],
      ['杭州市', '310000', 30.29, 120.16],
      ['嘉兴市', '314000', 30.75, 120.75],
      ['绍兴市', '312000', 30, 120.58],
      ['苏州市', '215000', 31.3, 120.6],
    ],
    streets: ['人民路', '中山路', '解放路', '建设路', '文化路'],
    company: ['礼品有限公司', '家居贸易有限公司', '文创集团', '百货商店', '进出口有限公司'],
  },
  Germany: {
    code: 'DE',
    first: of(
      'Anna Bernd Claudia Dieter Eva Florian Greta Hannes Ines Jonas Katrin Lukas Miriam Nils Petra Rolf Sabine Thomas Ulrike Volker',
    ),
    last: of(
      'Albrecht Brandt Dietrich Ebert Fuchs Gärtner Heller Jansen Krüger Lindner Möller Neumann Otto Pohl Reuter Sauer Thiele Vogt Weiß Zander',
    ),
    cities: [
      ['Berlin', '10115', 52.52, 13.41],
      ['Hamburg', '20095', 53.55, 9.99],
      ['Leipzig', '04103', 51.34, 12.37],
      ['Köln', '50667', 50.94, 6.96],
    ],
    streets: ['Hauptstraße', 'Gartenweg', 'Bahnhofstraße', 'Lindenallee'],
    company: ['Geschenke GmbH', 'Wohnideen GmbH', 'Papeterie GmbH', '& Söhne GmbH'],
  },
  France: {
    code: 'FR',
    first: of(
      'Amélie Bastien Camille Denis Élodie Fabien Gaëlle Hugo Inès Julien Léa Marc Nadia Olivier Pauline Rémi Sophie Thierry',
    ),
    last: of(
      'Aubert Blanchard Chevalier Delmas Fabre Garnier Hamel Joubert Lacroix Marchand Noël Perrot Renaud Tessier Vidal',
    ),
    cities: [
      ['Paris', '75011'],
      ['Lyon', '69002'],
      ['Nantes', '44000'],
      ['Lille', '59000'],
    ],
    streets: ['rue des Lilas', 'avenue de la Gare', 'place du Marché', 'rue Neuve'],
    company: ['Cadeaux SARL', 'Maison SARL', 'Décoration SA', 'Papeterie SARL'],
  },
}

const elsewhere: Omit<Place, 'code'> = {
  first: of(
    'Ana Bruno Carla Diego Elin Filip Giulia Henrik Ilse Joana Kai Lars Marta Nuno Oona Pieter Sara Tomas Vera',
  ),
  last: of(
    'Almeida Berg Costa Dahl Eriksen Ferrari Groot Hansen Ivanov Jensen Keller Larsen Moreau Nilsson Oliveira Peeters Rossi Santos Virtanen',
  ),
  cities: [
    ['Old Town', '1000'],
    ['Harbour City', '2000'],
  ],
  streets: ['Main Street', 'Harbour Road', 'Garden Street'],
  company: ['Trading', 'Gifts', 'Design', 'Living'],
}

const otherCodes: { readonly [country: string]: string } = {
  Belgium: 'BE',
  Netherlands: 'NL',
  Sweden: 'SE',
  Norway: 'NO',
  Finland: 'FI',
  Switzerland: 'CH',
  Cyprus: 'CY',
  Spain: 'ES',
  Portugal: 'PT',
  Italy: 'IT',
  Poland: 'PL',
  Denmark: 'DK',
  Austria: 'AT',
  Japan: 'JP',
  Greece: 'GR',
  Iceland: 'IS',
  'Channel Islands': 'JE',
}

export const placeOf = (country: string): Place =>
  places[country] ?? { ...elsewhere, code: otherCodes[country] ?? 'GB' }
