/// The style sheet of the page. It is constant, so that the page's policy can name it by its hash and
/// forbid every other.
///
/// Dark text on white; what colours say, words and borders say too, so that a page printed in black
/// loses nothing. No fonts or images are loaded.
enum HTMLStyle {
  /// The SHA-256 of ``text`` in Base64, as a content security policy names it. A test computes it.
  static let hash = "G6p77ViCTBMYhtcWmHXgS+CzmQy6LIZ66m8ViQRKEqA="

  /// The style sheet.
  static let text = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;background:#fff;color:#16202c;\
    font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    main,footer{max-width:68rem;margin:0 auto;padding:0 1.5rem}
    header{padding-top:2.5rem}
    h1,h2,h3{line-height:1.25;margin:0;text-wrap:balance}
    h1{font-size:1rem;font-weight:600;letter-spacing:.02em}
    h2{font-size:1.35rem;margin-top:3.5rem;padding-top:1rem;border-top:2px solid #16202c}
    h3{font-size:1.1rem}
    p{margin:.6rem 0}
    a{color:#0b4a8f;text-underline-offset:.15em}
    a:focus-visible,[tabindex]:focus-visible{outline:3px solid #0b4a8f;outline-offset:2px}
    code{font:.9em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;\
    overflow-wrap:anywhere;unicode-bidi:isolate}
    h2 code,h3 code,.answer code,.sentence code,td code{font-weight:600}
    .facts,.about,footer{color:#4a5663}
    .facts{margin:.2rem 0 0}
    .answer{font-size:1.6rem;line-height:1.3;font-weight:650;margin:1.5rem 0 .8rem;\
    max-width:44rem;text-wrap:balance}
    .worst{font-size:1.1rem;max-width:52rem}
    nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;list-style:none;padding:0;margin:1.2rem 0}
    figure{margin:2rem 0 0}
    .wide figure{width:min(100vw - 3rem,108rem);margin-left:50%;transform:translateX(-50%)}
    .scroll{overflow-x:auto}
    .postern-diagram{display:block;max-width:100%;height:auto;margin:0 auto}
    .wide .postern-diagram{min-width:60rem}
    figcaption{color:#4a5663;font-size:.9rem;text-align:center}
    table{border-collapse:collapse;width:100%;margin:1rem 0}
    th,td{text-align:left;vertical-align:top;padding:.5rem .9rem .5rem 0;border-bottom:1px solid #cdd3da}
    th{font-size:.85rem;font-weight:600;color:#4a5663;border-bottom-color:#16202c}
    .number{text-align:right;font-variant-numeric:tabular-nums}
    .severity{display:inline-block;border:2px solid #16202c;border-radius:3px;padding:0 .45em;\
    font-size:.8rem;font-weight:700;line-height:1.5;white-space:nowrap}
    .critical{background:#8a2300;border-color:#8a2300;color:#fff}
    .high{border-color:#8a2300;color:#8a2300}
    .medium{border-style:dashed}
    .low{border:1px dotted #4a5663;color:#4a5663;font-weight:500}
    .finding{margin-top:2.2rem;padding-top:1.2rem;border-top:1px solid #cdd3da}
    .target>.finding:first-of-type{border-top:0;padding-top:0;margin-top:1.6rem}
    .finding h3{display:flex;gap:.7rem;align-items:baseline}
    .finding h3 .severity{flex:none}
    .finding h3 a{color:inherit;text-decoration:none}
    .finding h3 a:hover{text-decoration:underline}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.1rem;margin:.7rem 0}
    dt{color:#4a5663}
    dd{margin:0}
    .hops{list-style:none;margin:1.1rem 0 0;padding:0;counter-reset:hop}
    .hop{counter-increment:hop;position:relative;padding:0 0 1.3rem 2.9rem}
    .hop::before{content:counter(hop);position:absolute;left:0;top:0;width:1.8rem;height:1.8rem;\
    border:2px solid #16202c;border-radius:50%;background:#fff;text-align:center;\
    font-weight:700;font-size:.9rem;line-height:1.5rem}
    .hop::after{content:"";position:absolute;left:calc(.9rem - 1px);top:1.8rem;bottom:0;\
    border-left:2px solid #16202c}
    .hop[data-certainty=conditional]::before{border-style:dashed}
    .hop[data-certainty=conditional]::after{border-left-style:dashed}
    .hop:last-child::after{display:none}
    .sentence{margin:0;padding-top:.1rem;font-size:1.05rem}
    .citations{list-style:none;margin:.5rem 0;padding:0}
    .citation{border-left:4px solid #cdd3da;padding:.1rem 0 .1rem .8rem;margin:.45rem 0}
    .place{display:block;font-size:.9rem;color:#4a5663}
    .condition{border-left:4px dashed #8a2300;padding:.1rem 0 .1rem .8rem;margin:.45rem 0}
    .close,.technique{margin:.3rem 0}
    .technique{font-size:.9rem;color:#4a5663}
    .shorter{margin-top:.6rem;padding:1rem 1.1rem 0;border:1px dashed #4a5663}
    .counts{display:flex;flex-wrap:wrap;gap:.4rem 2.2rem;list-style:none;padding:0;margin:1rem 0}
    .counts b{font-size:1.35rem;margin-right:.3rem;font-variant-numeric:tabular-nums}
    .notes{padding-left:1.2rem}
    .notes li{margin:.5rem 0}
    .brief{columns:18rem;font-size:.9rem}
    .command{display:block;margin:.3rem 0;padding:.5rem .8rem;background:#f3f5f7;border:1px solid #cdd3da}
    footer{margin-top:3.5rem;padding-bottom:3rem;font-size:.9rem}
    @media (max-width:44rem){
    main,footer{padding-left:1rem;padding-right:1rem}
    .answer{font-size:1.3rem}
    table{min-width:42rem}
    dl{grid-template-columns:1fr;gap:0}
    dd{margin-bottom:.5rem}
    .hop{padding-left:2.3rem}
    .wide figure{width:100%;margin-left:0;transform:none}
    }
    @page{size:A4;margin:16mm 15mm}
    @page overview{size:A4 landscape;margin:12mm 14mm}
    @media print{
    html{font-size:9.5pt}
    body{line-height:1.4}
    main,footer{max-width:none;padding:0}
    h2{margin-top:2rem}
    .finding{margin-top:1.4rem}
    h2,h3,dl,thead,.about{break-after:avoid;break-inside:avoid}
    .hop,.citation,tr,.condition,.notes li,figure,.command{break-inside:avoid}
    .answer{margin:.6rem 0 .4rem}
    .answer,.worst{max-width:none}
    .notes li{margin:.25rem 0}
    .command{margin-right:1px}
    header{padding-top:0}
    nav{display:none}
    a{color:inherit;text-decoration:none}
    .facts,.about,footer,th,dt,.place,.technique,figcaption,.low{color:#16202c}
    .critical{background:#fff;color:#16202c;border:3px double #16202c}
    .high{color:#16202c;border-color:#16202c}
    .command{background:#fff}
    .scroll{overflow:visible}
    .front.wide{page:overview}
    .wide figure{width:auto;margin:1rem 0 0;transform:none}
    .wide .postern-diagram{min-width:0;width:100%;max-height:125mm}
    .postern-diagram{max-height:150mm}
    }

    """
}
