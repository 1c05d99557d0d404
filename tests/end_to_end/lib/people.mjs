// The demo world's people, as crates/svornik/demo/world.toml has them.
export const jana = { userName: 'jana', password: 'lipa kvete v cervnu', email: 'jana.novakova@posta.example', phone: '+420601100001' };
export const petr = { userName: 'petr', password: 'dub stoji u potoka', email: 'petr.svoboda@posta.example', phone: '+420601100002' };
export const zuzana = { userName: 'zuzana', password: 'jasen rastie pri ceste', email: 'zuzana.horvathova@posta.example', phone: '+421905100003' };
export const karel = { userName: 'karel', password: 'buk sumi nad strani', email: 'karel.dvorak@posta.example', phone: '+420601100004' };
