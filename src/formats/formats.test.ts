import { describe, expect, test } from 'vitest'
import { readCoco } from './coco.ts'
import { writeDetectionsCsv, writeDetectionsJson } from './detections.ts'
import { FormatError } from './labels.ts'
import { readPascalVoc } from './pascal-voc.ts'
import { readWiderPredictions, readWiderTruth, writeWiderTruth } from './wider.ts'
import { readYolo, writeYolo } from './yolo.ts'

describe('WIDER truth', () => {
  test('reads boxes, invalid faces and attributes', () => {
    const [picture] = readWiderTruth('a/b c.jpg\n1\n1.5 2 3 4 2 1 1 1 2 1 \n')
    expect(picture).toEqual({
      name: 'a/b c.jpg',
      faces: [
        {
          box: { x: 1.5, y: 2, width: 3, height: 4 },
          ignored: true,
          attributes: { blur: 2, expression: 1, illumination: 1, occlusion: 2, pose: 1 },
        },
      ],
    })
  })

  test('a picture without faces may be followed by a row of zeros or not, also at the end and with Windows line ends', () => {
    const text = 'a.jpg\r\n0\r\n0 0 0 0 0 0 0 0 0 0 \r\nb.jpg\r\n0\r\nc.jpg\r\n1\r\n1 2 3 4\r\nd.jpg\r\n0\r\n'
    expect(readWiderTruth(text).map(({ name, faces }) => [name, faces.length])).toEqual([
      ['a.jpg', 0],
      ['b.jpg', 0],
      ['c.jpg', 1],
      ['d.jpg', 0],
    ])
  })

  test('keeps attributes and writes the row of zeros that the original has', () => {
    const text = 'a.jpg\n1\n1.5 2 3 4 2 1 1 1 2 1\nb.jpg\n0\n0 0 0 0 0 0 0 0 0 0\n'
    expect(writeWiderTruth(readWiderTruth(text))).toBe(text)
  })

  test('a mistake is named with its line', () => {
    expect(() => readWiderTruth('a.jpg\nmany\n')).toThrow(/Line 2.*number of faces.*many/)
    expect(() => readWiderTruth('a.jpg\n2\n1 2 3 4\nb.jpg\n')).toThrow(/Line 4.*b\.jpg/)
    expect(() => readWiderTruth('a.jpg\n1\n')).toThrow(/ends/)
  })
})

describe('WIDER predictions', () => {
  test('refuse rows that the count does not announce', () => {
    expect(() => readWiderPredictions('a\n1\n1 2 3 4 0.5\n1 2 3 4 0.5\n')).toThrow(FormatError)
    expect(() => readWiderPredictions('a\n1\n1 2 3 4\n')).toThrow(/x y w h score/)
    expect(readWiderPredictions('a\n0\n').predictions).toEqual([])
  })
})

describe('exports of detections', () => {
  const pictures = [
    {
      name: 'a, "b".jpg',
      width: 20,
      height: 10,
      faces: [{ box: { x: 1.23456, y: 2, width: 3, height: 4 }, score: 0.5 }],
    },
    { name: 'none.jpg', width: 5, height: 5, faces: [] },
  ]

  test('CSV quotes names that need it', () => {
    expect(writeDetectionsCsv(pictures)).toBe('picture,x,y,width,height,score\r\n"a, ""b"".jpg",1.235,2,3,4,0.5\r\n')
  })

  test('JSON lists every picture, also one without faces', () => {
    expect(JSON.parse(writeDetectionsJson(pictures))).toEqual({
      pictures: [
        { name: 'a, "b".jpg', width: 20, height: 10, faces: [{ x: 1.235, y: 2, width: 3, height: 4, score: 0.5 }] },
        { name: 'none.jpg', width: 5, height: 5, faces: [] },
      ],
    })
  })
})

describe('files of other tools', () => {
  test('COCO: what is no COCO is refused in words', () => {
    expect(() => readCoco('{"images": []}')).toThrow(/annotations/)
    expect(() => readCoco('nonsense')).toThrow(/not JSON/)
    expect(() => readCoco('{"images": [], "annotations": [{"image_id": 7, "bbox": [1,2,3,4]}]}')).toThrow(/picture 7/)
  })

  test('YOLO: a known row lands on its pixels; boxes are cut at the border', () => {
    expect(readYolo('0 0.5 0.5 0.2 0.4\n', { width: 100, height: 50 })[0]?.box).toEqual({
      x: 40,
      y: 15,
      width: 20,
      height: 20,
    })
    const faces = [{ box: { x: -10, y: 0, width: 20, height: 50 }, ignored: false }]
    expect(writeYolo({ name: 'a', width: 100, height: 50, faces })).toBe(
      '0 0.05000000 0.50000000 0.10000000 1.00000000\n',
    )
    expect(readYolo('1 0.5 0.5 0.2 0.4', { width: 9, height: 9 }, ['face', 'mask'])[0]?.ignored).toBe(false)
    expect(() => readYolo('0 0.1 0.1 0.2 0.1 0.2 0.2\n', { width: 9, height: 9 })).toThrow(/outlines/)
  })

  test('Pascal VOC: header, comments, one object or none, a broken file', () => {
    const head = '<?xml version="1.0"?><!-- x --><annotation><filename>007</filename>'
    const size = '<size><width>30</width><height>20</height></size>'
    const object =
      '<object><name>face</name><difficult>1</difficult><bndbox><xmin>1</xmin><ymax>9.5</ymax><ymin>2</ymin><xmax>4</xmax></bndbox></object>'
    expect(readPascalVoc(`${head}${size}${object}</annotation>`)).toEqual({
      name: '007',
      width: 30,
      height: 20,
      faces: [{ box: { x: 1, y: 2, width: 3, height: 7.5 }, ignored: true }],
    })
    expect(readPascalVoc(`${head}${size}</annotation>`).faces).toEqual([])
    expect(() => readPascalVoc(`${head}</annotation>`)).toThrow(/<size>/)
    expect(() => readPascalVoc('<annotation><size></annotation>')).toThrow(/not XML/)
  })
})
